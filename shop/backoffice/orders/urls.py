"""`/office/orders/…`."""

from django.urls import path

from shop.backoffice.orders.addresses import NAMESPACE
from shop.backoffice.orders.listing import OrdersView

app_name = NAMESPACE
urlpatterns = [
    path("", OrdersView.as_view(), name="index"),
    path("results/", OrdersView.as_view(results_only=True), name="index_results"),
]
