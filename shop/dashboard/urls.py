"""Our URLs in the dashboard and the permission that each requires, for `DashboardConfig`."""

from django.urls import path

from shop.dashboard import moved
from shop.dashboard.delivery import views
from shop.dashboard.terms.views import terms

PATTERNS = [
    *moved.PATTERNS,
    path("terms/", terms, name="terms"),
    path("delivery/", views.rates, name="delivery-rates"),
    path("delivery/<int:pk>/", views.rate, name="delivery-rate"),
]

REQUIRED = {
    "terms": "order.add_termsversion",
    "delivery-rates": "shipping.view_deliveryrate",
    "delivery-rate": "shipping.change_deliveryrate",
}


def permissions() -> dict[str, list[str]]:
    """For each URL name: `is_staff` and the permission."""
    return {name: ["is_staff", permission] for name, permission in REQUIRED.items()}
