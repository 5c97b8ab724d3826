"""Counts a size batch by batch: what is on the shelf now is what was counted."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from shop.catalogue.batches import Batch
from shop.catalogue.off_sale import take_off_sale
from shop.catalogue.receiving import WrongBatch, check_batch
from shop.partner import stock
from shop.partner.models import StockRecord
from shop.partner.movements import Kind


@dataclass(frozen=True)
class Counted:
    """Pieces of one batch on the shelf; without a number they are of no batch, such as a pouch."""

    pieces: int
    number: str = ""
    best_before: date | None = None


def to_count() -> QuerySet[StockRecord]:
    """Cosmetic sizes with pieces on the shelf of which nobody knows the batch (`unknown`)."""
    kinds = ("product__product_class__is_cosmetic", "product__parent__product_class__is_cosmetic")
    cosmetic = Q(**{kinds[0]: True}) | Q(**{kinds[1]: True})
    unknown = Sum("movements__pieces", filter=Q(movements__batch=None))
    rows = StockRecord.objects.filter(cosmetic, num_in_stock__gt=0).annotate(unknown=unknown)
    found: QuerySet[StockRecord] = rows.filter(Q(unknown__gt=0)).select_related("product__parent")
    return found.order_by("partner_sku", "pk")


@transaction.atomic
def count_by_batch(
    *, record: StockRecord, key: uuid.UUID, rows: Sequence[Counted], note: str, by: AbstractBaseUser | None
) -> int:
    """Post what was counted, and return the difference in all. What is put aside isn't counted.

    Batches that the count finds are made; those that are too near their date go off sale at once. Raises
    WrongBatch, stock.NotEnough where fewer were counted than are promised, and stock.AlreadyDone.
    """
    StockRecord.objects.select_for_update().get(pk=record.pk)
    counted = Counter[int | None]()
    for row in rows:
        counted[_batch_of(record, row) if row.number else None] += row.pieces
    stopped = set(Batch.objects.stopped().filter(product=record.product_id).values_list("pk", flat=True))
    entry = stock.Entry(Kind.COUNTED, note, by, key=key)
    difference = stock.count_batches(record_id=record.pk, counted=counted, entry=entry, but=stopped)
    take_off_sale([pk for pk in counted if pk])
    return difference


def _batch_of(record: StockRecord, row: Counted) -> int:
    """The id of the row's batch; one that nobody knew was received today, as far as we know."""
    check_batch(product_id=record.product_id, number=row.number, best_before=row.best_before)
    given = {"best_before": row.best_before, "received_at": timezone.localdate(), "quantity": row.pieces}
    batch, _ = Batch.objects.get_or_create(product_id=record.product_id, number=row.number, defaults=given)
    if batch.is_stopped:
        raise WrongBatch(f"Batch {row.number} is off sale: put its bottles aside and don’t count them.")
    Batch.objects.filter(pk=batch.pk, is_open=False).update(is_open=True)
    return int(batch.pk)
