"""Our URLs in the dashboard and the permission that each requires, for `DashboardConfig`."""

from django.urls import path

from shop.dashboard import moved
from shop.dashboard.terms.views import terms

PATTERNS = [
    *moved.PATTERNS,
    path("terms/", terms, name="terms"),
]

REQUIRED = {
    "terms": "order.add_termsversion",
}


def permissions() -> dict[str, list[str]]:
    """For each URL name: `is_staff` and the permission."""
    return {name: ["is_staff", permission] for name, permission in REQUIRED.items()}
