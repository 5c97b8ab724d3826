"""Deliveries: one form makes batches, movements and stock; a wrong one is reversed by opposite movements."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from shop.catalogue.batches import Batch
from shop.catalogue.off_sale import take_off_sale
from shop.london import london
from shop.partner import stock
from shop.partner.models import GoodsReceipt, StockMovement
from shop.partner.movements import Kind


@dataclass(frozen=True)
class Arrived:
    """Pieces of one size, of one batch unless `number` is empty; `cost` is of one piece, in pounds."""

    record_id: int
    product_id: int
    pieces: int
    number: str = ""
    best_before: date | None = None
    cost: Decimal | None = None


class WrongBatch(Exception):
    """The batch is known with another date, or blocked; the text is for staff."""


class CannotReverse(Exception):
    """The delivery was reversed before, or pieces of it have been used; the text is for staff."""


def check_batch(*, product_id: int, number: str, best_before: date | None) -> None:
    """Raises WrongBatch where the house knows the batch otherwise."""
    known = Batch.objects.filter(product_id=product_id, number=number).first()
    if known and known.is_blocked:
        raise WrongBatch(f"Batch {number} is blocked. Nothing of it may be sold.")
    if known and known.best_before != best_before:
        until = london(known.best_before) if known.best_before else "no date"
        raise WrongBatch(f"Batch {number} is here already with {until}. Look at the bottle again.")


@transaction.atomic
def receive_goods(
    *, key: uuid.UUID, arrived: Sequence[Arrived], supplier: str, delivery_note: str, by: AbstractBaseUser
) -> GoodsReceipt:
    """Put a delivery on the shelf, once for each `key`: a second call returns the first one’s receipt.

    A batch whose date is too near already is put aside at once. Raises WrongBatch.
    The stock records are locked by id, so that two deliveries can't wait for each other.
    """
    given = {"supplier": supplier, "delivery_note": delivery_note, "by_id": by.pk}
    receipt, is_new = GoodsReceipt.objects.get_or_create(key=key, defaults=given)
    for row in sorted(arrived, key=lambda row: row.record_id) if is_new else []:
        entry = stock.Entry(Kind.RECEIVED, by=by, receipt=receipt, cost=row.cost)
        batch_id = _batch_of(row) if row.number else None
        stock.adjust(record_id=row.record_id, pieces=row.pieces, batch_id=batch_id, entry=entry)
    take_off_sale([pk for pk in receipt.movements.values_list("batch", flat=True) if pk])
    found: GoodsReceipt = receipt
    return found


def _batch_of(row: Arrived) -> int:
    """The id of the row's batch, with its pieces counted as delivered."""
    check_batch(product_id=row.product_id, number=row.number, best_before=row.best_before)
    given = {"best_before": row.best_before, "received_at": timezone.localdate(), "quantity": 0}
    batch, _ = Batch.objects.get_or_create(product_id=row.product_id, number=row.number, defaults=given)
    Batch.objects.filter(pk=batch.pk).update(quantity=F("quantity") + row.pieces, is_open=True)
    return int(batch.pk)


def reverse_receipt(*, receipt: GoodsReceipt, by: AbstractBaseUser) -> GoodsReceipt:
    """Take a delivery off the shelf again while nothing of it was used. Raises CannotReverse."""
    try:
        return _reverse(receipt, by)
    except IntegrityError as problem:
        raise CannotReverse("It has been reversed already.") from problem
    except stock.NotEnough as problem:
        raise CannotReverse("Pieces of it are promised or gone: count the size instead.") from problem


@transaction.atomic
def _reverse(receipt: GoodsReceipt, by: AbstractBaseUser) -> GoodsReceipt:
    opposite = GoodsReceipt(
        supplier=receipt.supplier, delivery_note=receipt.delivery_note, reverses=receipt, by_id=by.pk
    )
    opposite.save()
    for row in receipt.movements.order_by("stock_record_id", "pk"):
        if row.stock_record_id is None or _is_used(row):
            raise stock.NotEnough(0)
        entry = stock.Entry(Kind.REVERSED, by=by, receipt=opposite, cost=row.cost)
        stock.adjust(record_id=row.stock_record_id, pieces=-row.pieces, batch_id=row.batch_id, entry=entry)
        Batch.objects.filter(movements=row).update(quantity=F("quantity") - row.pieces)
    return opposite


def _is_used(row: StockMovement) -> bool:
    """Whether pieces of its batch have left since: nobody can tell which."""
    later = StockMovement.objects.filter(batch=row.batch, pk__gt=row.pk, pieces__lt=0)
    return row.batch is not None and bool(later.exists())
