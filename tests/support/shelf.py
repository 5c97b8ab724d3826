"""Batches and movements for tests of what is on the shelf."""

from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from shop.catalogue.models import Batch, Product
from shop.partner import stock
from shop.partner.models import StockMovement, StockRecord
from shop.partner.movements import Kind

_numbers = count(1)


def record_of(product: Product) -> StockRecord:
    """The stock record as it is in the table now."""
    return StockRecord.objects.get(product=product)


def a_batch(product: Product, *, pieces: int = 0, expires: date | None = None, number: str = "") -> Batch:
    """A batch, received into the ledger if it has pieces; without a date it keeps for two years."""
    batch = Batch.objects.create(
        product=product,
        number=number or f"L{next(_numbers)}",
        best_before=expires or timezone.localdate() + timedelta(days=730),
        received_at=timezone.localdate(),
        quantity=pieces,
    )
    if pieces:
        entry = stock.Entry(Kind.RECEIVED)
        stock.adjust(record_id=record_of(product).pk, pieces=pieces, batch_id=batch.pk, entry=entry)
    return batch


def ledger_of(product: Product) -> list[tuple[str, int]]:
    """Kind and pieces of each movement, the first one first."""
    rows = StockMovement.objects.filter(stock_record__product=product).order_by("pk")
    return list(rows.values_list("kind", "pieces"))


def adds_up(product: Product) -> bool:
    """Whether the movements sum to what the record says, with no batch below zero."""
    from shop.partner.movements import sum_by_batch

    record = record_of(product)
    held = sum_by_batch(record.pk)
    return sum(held.values()) == (record.num_in_stock or 0) and min(held.values(), default=0) >= 0
