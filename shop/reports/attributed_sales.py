"""What each guide sold: baskets, paid orders and their revenue, by the attribution of their lines.

Reads baskets, orders and payments, so it stands above all three.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet, Sum

from shop.basket.models import Line as BasketLine
from shop.money import from_pence, round_penny
from shop.order.kinds import SALES
from shop.order.models import Line, Order
from shop.order.statuses import LINE_CANCELLED, SOLD
from shop.payment.services.takings import given_back


@dataclass(frozen=True)
class AttributedSales:
    """The figures of one source; `revenue` is in pounds, net of refunds."""

    baskets: int = 0
    orders: int = 0
    revenue: Decimal = Decimal("0.00")


def sold_by_source(*, kind: str, since: datetime) -> dict[str, AttributedSales]:
    """Sales by source since a moment, for all sources of one kind: “guide” finds “guide-12”."""
    baskets = _baskets(kind, since)
    orders = {row["source"]: row for row in _orders(kind, since)}
    refunded = _refunded(kind, since)
    found = {}
    for source in baskets.keys() | orders.keys():
        row = orders.get(source, {"orders": 0, "revenue": Decimal(0)})
        revenue = round_penny(row["revenue"] - refunded.get(source, Decimal(0)))
        found[source] = AttributedSales(baskets.get(source, 0), row["orders"], revenue)
    return found


def shows_examples() -> bool:
    """Whether orders paid with simulated cards count. They do in the demo, which has no others."""
    return bool(settings.PAYMENTS == "simulated")


def _baskets(kind: str, since: datetime) -> dict[str, int]:
    lines = BasketLine.objects.filter(source__startswith=f"{kind}-", date_created__gte=since)
    rows = lines.order_by().values("source").annotate(baskets=Count("basket", distinct=True))
    return {row["source"]: row["baskets"] for row in rows}


def _orders(kind: str, since: datetime) -> QuerySet[Any, dict[str, Any]]:
    paid = _paid_lines(kind, since).order_by().values("source")
    return paid.annotate(orders=Count("order", distinct=True), revenue=Sum("line_price_incl_tax"))


def _refunded(kind: str, since: datetime) -> dict[str, Decimal]:
    """Pounds given back, by source. Each line bears the share of its price that its order gave back."""
    refunded: dict[str, Decimal] = defaultdict(Decimal)
    orders = Order.objects.filter(lines__in=_paid_lines(kind, since))
    given = {pk: from_pence(pence) for pk, pence in given_back(orders).items()}
    for line in _paid_lines(kind, since).filter(order__in=given).select_related("order"):
        share = min(given[line.order_id] / line.order.total_incl_tax, Decimal(1))
        refunded[line.source] += line.line_price_incl_tax * share
    return refunded


def _paid_lines(kind: str, since: datetime) -> QuerySet[Line]:
    """Lines that were paid and not cancelled. Lines paid with simulated cards count in the demo only."""
    lines: QuerySet[Line] = Line.objects.filter(
        source__startswith=f"{kind}-",
        order__date_placed__gte=since,
        order__status__in=SOLD,
        order__kind__in=SALES,
    )
    if not shows_examples():
        lines = lines.filter(order__simulated=False)
    return lines.exclude(status=LINE_CANCELLED)
