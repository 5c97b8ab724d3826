"""What was on the shelf at the end of a day, at cost, and what sold in the days before; from the ledger."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q, Sum

from shop.london import start_of
from shop.partner.models import StockRecord
from shop.partner.movements import SALES, StockMovement
from shop.partner.value import Value, values_of

DAYS: Final = 90


@dataclass(frozen=True)
class StockOn:
    """One size; `sold` are the pieces that left with sales in the days before."""

    title: str
    pieces: int
    sold: int
    value: Value

    @property
    def is_slow(self) -> bool:
        """There was stock, and nothing of it sold."""
        return self.pieces > 0 and not self.sold


def stock_on(day: date) -> list[StockOn]:
    """Every size that had stock or sales, the slowest first: by pieces sold, then by what lies there.

    Three queries, however many movements there are. What was deleted from the catalogue isn't in it.
    """
    end = start_of(day + timedelta(days=1))
    pieces, values = _pieces(day), values_of(until=end)
    records = StockRecord.objects.filter(pk__in=list(pieces)).select_related("product__parent")
    rows = [
        StockOn(record.product.full_name, *pieces[record.pk], values.get(record.pk, Value()))
        for record in records
        if any(pieces[record.pk])
    ]
    return sorted(rows, key=lambda row: (row.sold, -row.value.pounds, -row.pieces, row.title))


def _pieces(day: date) -> dict[int, tuple[int, int]]:
    """Pieces at the end of the day, and pieces sold before, by stock record."""
    first, end = start_of(day - timedelta(days=DAYS - 1)), start_of(day + timedelta(days=1))
    rows = StockMovement.objects.filter(stock_record__isnull=False, at__lt=end).order_by()
    sold = Sum("pieces", filter=Q(kind__in=SALES, at__gte=first), default=0)
    sums = rows.values_list("stock_record").annotate(left=Sum("pieces"), sold=sold)
    return {pk: (left, -moved) for pk, left, moved in sums}
