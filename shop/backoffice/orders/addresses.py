"""The addresses of orders in the office."""

from typing import Final

from django.urls import reverse

from shop.order.models import Order

NAMESPACE: Final = "office_orders"


def order_url(order: Order) -> str:
    """The order's page."""
    return reverse(f"{NAMESPACE}:order", args=[order.number])
