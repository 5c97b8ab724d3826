"""Orders that were sent, as review requests and reminders need them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from shop.order import statuses
from shop.order.models import Order
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order


def an_oil(title: str = "Sunflower oil", **fields: Any) -> Any:
    return a_product(title, ml_per_massage="5", pao_months=12, **fields)


def a_sent_order(*products: Any, days_ago: int = 15, **more: Any) -> Order:
    """A guest's order, paid with real money and sent so many days ago."""
    order = a_paid_order(*(products or (an_oil(),)), **more)
    sent = timezone.now() - timedelta(days=days_ago)
    changed: dict[str, Any] = {"status": statuses.DISPATCHED, "simulated": False, "dispatched_at": sent}
    Order.objects.filter(pk=order.pk).update(**changed)
    return Order.objects.get(pk=order.pk)
