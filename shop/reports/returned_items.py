"""What was returned or complained about of the items that were sold in a period, by product and reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum

from shop.london import end_of, start_of
from shop.order.kinds import SALES
from shop.order.models import Line, ReturnLine
from shop.order.return_rows import Outcome, Reason
from shop.order.statuses import CANCELLED, SOLD


@dataclass
class Returned:
    """One product: pieces sold, and pieces returned by reason."""

    title: str
    sku: str = ""
    sold: int = 0
    by_reason: dict[str, int] = field(default_factory=dict)

    @property
    def returned(self) -> int:
        """Pieces, whatever the reason."""
        return sum(self.by_reason.values())

    @property
    def share(self) -> Decimal:
        """Per cent of the sold pieces, to one decimal place."""
        return round(Decimal(100 * self.returned) / self.sold, 1) if self.sold else Decimal(0)

    @property
    def cells(self) -> list[int]:
        """Pieces for each reason, in the order of the columns."""
        return [self.by_reason.get(reason, 0) for reason in Reason.values]

    @property
    def named(self) -> list[tuple[str, int]]:
        """Reasons in words with their pieces, without those that nobody gave."""
        return [(Reason(reason).label, pieces) for reason, pieces in sorted(self.by_reason.items()) if pieces]


def returned_items(first: date, last: date, *, simulated: bool = False) -> list[Returned]:
    """A row for each product that was sold in these days, both included; most returned first.

    A return counts for the days of its order, however much later it came, so that the share is one of the
    same pieces. A return that ended with nothing owed isn't counted; simulated orders stand apart.
    """
    lines = _sold(first, last, simulated=simulated)
    rows: dict[tuple[str, str], Returned] = {}
    for sku, title, sold in _sums(lines, "partner_sku", "title"):
        rows[sku, title] = Returned(title, sku, sold)
    back = ReturnLine.objects.filter(line__in=lines).exclude(item_return__outcome=Outcome.NOTHING_OWED)
    keys = ("line__partner_sku", "line__title", "item_return__reason")
    for sku, title, reason, pieces in back.order_by().values_list(*keys).annotate(sum=Sum("quantity")):
        rows[sku, title].by_reason[reason] = pieces
    return sorted(rows.values(), key=lambda row: (-row.returned, row.title, row.sku))


def together(rows: list[Returned]) -> Returned:
    """All products as one row."""
    total = Returned("Together")
    for row in rows:
        total.sold += row.sold
        total.by_reason = added(total.by_reason, row.by_reason)
    return total


def added(first: Mapping[str, int], second: Mapping[str, int]) -> dict[str, int]:
    """The sums by key."""
    return {key: first.get(key, 0) + second.get(key, 0) for key in {*first, *second}}


def _sold(first: date, last: date, *, simulated: bool) -> QuerySet[Line]:
    """Lines of paid sales; a cancelled order with a return was one, too."""
    lines = Line.objects.filter(order__kind__in=SALES, order__simulated=simulated)
    days = lines.filter(order__date_placed__range=(start_of(first), end_of(last)))
    paid = days.filter(order__status__in=SOLD)
    return (paid | days.filter(order__status=CANCELLED, returned__isnull=False)).distinct()


def _sums(lines: QuerySet[Line], *keys: str) -> list[tuple[str, str, int]]:
    pks = lines.order_by().values("pk")
    sums = Line.objects.filter(pk__in=pks).order_by().values_list(*keys).annotate(sum=Sum("quantity"))
    return [(sku or "", title, pieces) for sku, title, pieces in sums]
