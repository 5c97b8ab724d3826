"""Sales: orders that were paid with real money and not cancelled."""

from typing import Any

from django.db.models import QuerySet

from shop.order import statuses
from shop.order.models import Line, Order


def sold_orders() -> QuerySet[Any]:
    """The orders that every figure and report counts. Oscar counts unpaid ones, too."""
    return Order.objects.filter(status__in=statuses.SOLD, simulated=False)


def received_lines() -> QuerySet[Any]:
    """The order lines that were sent to their buyers."""
    return Line.objects.filter(order__status__in=statuses.RECEIVED)
