"""Sales of real money with their documents."""

from typing import Any

from shop.order.models import Order
from shop.payment.services import sync_attempt
from tests.support.factories import a_product
from tests.support.purchases import an_order, started, tries_card


def a_real_sale(title: str = "Oil", **more: Any) -> Any:
    """A paid order that isn't simulated, with its invoice."""
    order = an_order(a_product(title), **more)
    Order.objects.filter(pk=order.pk).update(simulated=False)
    attempt = started(Order.objects.get(pk=order.pk))
    tries_card(attempt)
    sync_attempt(attempt=attempt)
    return Order.objects.get(pk=order.pk)
