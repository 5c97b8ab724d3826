"""Sales: orders that were paid with real money and not cancelled."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce
from django.dispatch import receiver

from shop.order import statuses
from shop.order.kinds import SALES
from shop.order.models import Line, Order
from shop.price_history.former_price import FormerPrice
from shop.signals import list_paid_orders


def sold_orders(*, simulated: bool = False) -> QuerySet[Any]:
    """The orders that every figure counts, or the simulated ones. Oscar counts unpaid ones, too."""
    return Order.objects.filter(status__in=statuses.SOLD, kind__in=SALES, simulated=simulated)


@receiver(list_paid_orders, dispatch_uid="shop.order.paid_orders")
def paid_orders(**_: object) -> QuerySet[Order]:
    """Paid sales with the address of their `buyer`; in the demo, those with simulated cards count."""
    orders = Order.objects.filter(status__in=statuses.SOLD, kind__in=SALES)
    orders = orders if settings.PAYMENTS == "simulated" else orders.filter(simulated=False)
    return orders.annotate(buyer=Coalesce("user__email", "guest_email")).order_by()


def received_lines() -> QuerySet[Any]:
    """The order lines that were sent to their buyers; who got a sample has bought nothing."""
    return Line.objects.filter(order__status__in=statuses.RECEIVED, order__kind__in=SALES)


def sold_lines() -> QuerySet[Line]:
    """The lines that show what people buy; in the demo, those paid with simulated cards count."""
    lines = Line.objects.filter(order__status__in=statuses.SOLD, order__kind__in=SALES)
    lines = lines.exclude(status=statuses.LINE_CANCELLED)
    return lines if settings.PAYMENTS == "simulated" else lines.filter(order__simulated=False)


def units_sold(since: datetime) -> dict[int, int]:
    """Units by product id since a moment; the sizes of a product count together."""
    found = sold_lines().filter(order__date_placed__gte=since, product__isnull=False).order_by()
    rows = found.annotate(whole=Coalesce("product__parent", "product")).values("whole")
    return dict(rows.annotate(units=Sum("quantity")).values_list("whole", "units"))


def was_sold_at(product_id: int, former: FormerPrice) -> bool:
    """Whether anybody paid a former price while it was asked; lines that a code lowered don’t count."""
    placed = sold_lines().filter(product=product_id, order__date_placed__range=(former.since, former.until))
    lines = placed.values_list("line_price_incl_tax", "quantity").iterator()
    return any(paid == former.price * quantity for paid, quantity in lines)
