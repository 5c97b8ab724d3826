"""Where a purchase began: a short name such as “guide-12” that a link, a form and then each line carry.

No cookie, no number for a person: the name stands in the address of the product page or in the form, is
written on the basket line and copied to the order line. What it means is known to whoever made it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.db.models import Count, Sum
from oscar.core.loading import get_model

from shop.money import from_pence, round_penny
from shop.order.statuses import LINE_CANCELLED, SOLD
from shop.payment.services.takings import given_back

FIELD = "from"
MAX_NAME_LENGTH = 40
NAME = re.compile(r"[a-z]{1,20}-[0-9]{1,10}")


@dataclass(frozen=True)
class AttributedSales:
    """What one source brought."""

    baskets: int = 0
    orders: int = 0
    revenue: Decimal = Decimal("0.00")


def attribution_of(*, sent: Mapping[str, Any], referer: str) -> str:
    """The name in the form, else in the address of the page that holds it; nothing else is believed."""
    names = [str(sent.get(FIELD, "")), *parse_qs(urlsplit(referer[:2000]).query).get(FIELD, [])]
    return next((name for name in names if NAME.fullmatch(name)), "")


def sold_by_source(*, kind: str, since: datetime) -> dict[str, AttributedSales]:
    """Baskets, paid orders and their revenue by source, for sources such as “guide-…”."""
    found: dict[str, dict[str, Any]] = {}
    for row in _baskets(kind, since):
        found.setdefault(row["source"], {})["baskets"] = row["baskets"]
    lost = _lost(kind, since)
    for row in _orders(kind, since):
        revenue = round_penny(row["revenue"] - lost.get(row["source"], Decimal(0)))
        found.setdefault(row["source"], {}).update(orders=row["orders"], revenue=revenue)
    return {source: AttributedSales(**values) for source, values in found.items()}


def _baskets(kind: str, since: datetime) -> Any:
    lines = get_model("basket", "Line").objects.filter(source__startswith=f"{kind}-", date_created__gte=since)
    return lines.order_by().values("source").annotate(baskets=Count("basket", distinct=True))


def shows_examples() -> bool:
    """Whether orders paid with simulated cards are counted: in the demo, where there are no others."""
    return bool(settings.PAYMENTS == "simulated")


def _orders(kind: str, since: datetime) -> Any:
    paid = _lines(kind, since).order_by().values("source")
    return paid.annotate(orders=Count("order", distinct=True), revenue=Sum("line_price_incl_tax"))


def _lost(kind: str, since: datetime) -> dict[str, Decimal]:
    """What went back of those lines, by source: of each line the share that went back of its order."""
    lost: dict[str, Decimal] = {}
    orders = get_model("order", "Order").objects.filter(lines__in=_lines(kind, since))
    given = {pk: from_pence(pence) for pk, pence in given_back(orders).items()}
    for line in _lines(kind, since).filter(order__in=given).select_related("order"):
        share = min(given[line.order_id] / line.order.total_incl_tax, Decimal(1))
        lost[line.source] = lost.get(line.source, Decimal(0)) + line.line_price_incl_tax * share
    return lost


def _lines(kind: str, since: datetime) -> Any:
    """Only what was paid and not cancelled counts; with simulated cards only in the demo."""
    lines = get_model("order", "Line").objects.filter(
        source__startswith=f"{kind}-",
        order__date_placed__gte=since,
        order__status__in=SOLD,
    )
    if not shows_examples():
        lines = lines.filter(order__simulated=False)
    return lines.exclude(status=LINE_CANCELLED)
