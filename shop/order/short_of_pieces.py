"""Orders that wait for pieces of a batch that may not be sent any more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q

from shop.catalogue.models import Batch
from shop.order.models import Line
from shop.partner.models import StockRecord
from shop.partner.movements import sum_by_batch

Waiting = tuple[str, int]  # number of the order, pieces promised to it


@dataclass(frozen=True)
class Short:
    """So many pieces of a stopped batch are promised; these orders, placed last, can't have theirs."""

    batch: Batch
    pieces: int
    numbers: Sequence[str]


def orders_without_pieces() -> Iterator[Short]:
    """One for each stopped batch of which the shelf has pieces: they are promised, else they were gone."""
    stopped = Batch.objects.stopped().filter(movements__isnull=False).distinct().with_left()
    for batch in stopped.filter(Q(on_shelf__gt=0)).select_related("product__parent"):
        for record in batch.product.stockrecords.all():
            numbers = _without(record, batch)
            if numbers:
                yield Short(batch, batch.left, numbers)


def _without(record: StockRecord, batch: Batch) -> list[str]:
    held = sum_by_batch(record.pk)
    stopped = Batch.objects.stopped().filter(pk__in=[pk for pk in held if pk]).values_list("pk", flat=True)
    good = sum(held.values()) - sum(held[pk] for pk in stopped)
    lines = Line.objects.filter(stockrecord=record, num_allocated__gt=0).order_by("order__date_placed", "pk")
    return beyond(good, list(lines.values_list("order__number", "num_allocated")))


def beyond(good: int, waiting: Sequence[Waiting]) -> list[str]:
    """The orders for which `good` pieces don't suffice, when those placed first are served first. Pure."""
    found = []
    for number, pieces in waiting:
        if pieces > good:
            found.append(number)
        else:
            good -= pieces
    return list(dict.fromkeys(found))
