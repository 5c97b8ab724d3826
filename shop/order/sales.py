"""Which orders are sales: paid with real money, and not given up since."""

from typing import Any

from django.db.models import QuerySet

from shop.order import statuses
from shop.order.models import Order


def sold_orders() -> QuerySet[Any]:
    """What every figure and report counts. Oscar's count whatever was placed."""
    return Order.objects.filter(status__in=statuses.SOLD, simulated=False)
