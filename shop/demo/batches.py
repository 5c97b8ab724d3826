"""Counts the demo’s cosmetics into batches, so that packing proposes one and a recall can be rehearsed."""

import uuid
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from shop.catalogue.counting import Counted, count_by_batch, to_count
from shop.catalogue.models import Batch
from shop.partner.models import StockRecord

NUMBER: Final = "L2606"
KEEPS: Final = timedelta(days=600)


def load_batches() -> int:
    """Once for each size whose bottles are of no known batch; returns how many sizes."""
    return sum(_count(record) for record in to_count())


@transaction.atomic
def _count(record: StockRecord) -> bool:
    """What was received is what is left and what was sent: the figures of the batch add up."""
    batch = Batch.objects.filter(product=record.product, number=NUMBER).first()
    until = batch.best_before if batch else timezone.localdate() + KEEPS
    pieces = record.num_in_stock or 0
    rows = [Counted(pieces, NUMBER, until)]
    count_by_batch(record=record, key=uuid.uuid4(), rows=rows, note="First count", by=None)
    if batch:
        Batch.objects.filter(pk=batch.pk).update(quantity=F("quantity") + pieces)
    return True
