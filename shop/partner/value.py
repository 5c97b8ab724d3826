"""What is left on the shelf at cost: pieces of each batch times what they cost on average."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import DecimalField, F, Q, Sum

from shop.partner.movements import StockMovement

KNOWN = Q(cost__isnull=False)


@dataclass(frozen=True)
class Value:
    """In pounds without VAT; `without_cost` pieces aren't in it, because nobody said what they cost."""

    pounds: Decimal = Decimal(0)
    without_cost: int = 0

    def __add__(self, other: "Value") -> "Value":
        return Value(self.pounds + other.pounds, self.without_cost + other.without_cost)


def values_of(
    record_ids: Collection[int] | None = None, *, until: datetime | None = None
) -> dict[int, Value]:
    """The value of each of these stock records, or of all, now or just before a moment; in one query."""
    found: dict[int, Value] = defaultdict(Value)
    for record_id, _, left, paid, bought in _sums(record_ids, until):
        if left <= 0:
            continue
        cost = _average(paid, bought)
        found[record_id] += Value(without_cost=left) if cost is None else Value(cost * left)
    return found


def cost_of(record_id: int, batch_id: int | None) -> Decimal | None:
    """What one piece of a batch cost on average; None where nobody said."""
    for _, batch, _, paid, bought in _sums([record_id]):
        if batch == batch_id:
            return _average(paid, bought)
    return None


def _sums(
    record_ids: Collection[int] | None, until: datetime | None = None
) -> list[tuple[int, int | None, int, Decimal | None, int | None]]:
    """Stock record, batch, pieces left, what those with a cost cost in all, and how many these are."""
    rows = StockMovement.objects.filter(stock_record__isnull=False)
    if record_ids is not None:
        rows = rows.filter(stock_record__in=record_ids)
    if until is not None:
        rows = rows.filter(at__lt=until)
    paid = Sum(
        F("pieces") * F("cost"), filter=KNOWN, output_field=DecimalField(max_digits=16, decimal_places=4)
    )
    sums = rows.order_by().values_list("stock_record", "batch")
    return list(sums.annotate(left=Sum("pieces"), paid=paid, bought=Sum("pieces", filter=KNOWN)))


def _average(paid: Decimal | None, bought: int | None) -> Decimal | None:
    return paid / bought if paid is not None and bought and bought > 0 else None
