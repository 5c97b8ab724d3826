"""The only writer of `num_in_stock`: each change is one conditional UPDATE and its rows in the ledger.

The UPDATE comes first. It locks the stock record, so the sums that are read after it can’t change until the
commit. What is promised to orders (`num_allocated`) isn’t a movement: placing and cancelling leave no row.
"""

import uuid
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Protocol

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from oscar.apps.partner.exceptions import InvalidStockAdjustment
from oscar.core.loading import get_model

from shop.partner.movements import (
    LEFT_WITH_ORDERS,
    GoodsReceipt,
    Kind,
    StockCount,
    StockMovement,
    sum_by_batch,
)
from shop.partner.taking import Part, sent_instead, share_count, take

OF_PARCELS = (*LEFT_WITH_ORDERS, Kind.NOT_SENT, Kind.CORRECTED)
IN_STOCK, PROMISED = Coalesce(F("num_in_stock"), 0), Coalesce(F("num_allocated"), 0)


class TypedRecord(Protocol):
    """A stock record whose number a form or an import has typed."""

    pk: int
    num_in_stock: int | None
    changed_by: AbstractBaseUser | None
    change_reason: str


class NotEnough(Exception):
    """Fewer pieces are free, or in the batch; nothing was changed."""

    def __init__(self, free: int) -> None:
        self.free = free
        super().__init__(f"Only {free} can be taken.")


class AlreadyDone(Exception):
    """The same form was sent before."""


@dataclass(frozen=True)
class Entry:
    """What a movement says beside its pieces."""

    kind: Kind
    reason: str = ""
    by: AbstractBaseUser | None = None
    line_id: int | None = None
    receipt: GoodsReceipt | None = None
    count: StockCount | None = None
    cost: Decimal | None = None
    key: uuid.UUID | None = None


@transaction.atomic
def adjust(*, record_id: int, pieces: int, entry: Entry, batch_id: int | None = None) -> None:
    """Add pieces to the shelf (+) or take them from it (−), never any that are promised to an order.

    Without a batch they are added as “batch unknown”, and taken from there first. Raises NotEnough,
    AlreadyDone.
    """
    if not _change(record_id, pieces):
        raise NotEnough(_free(record_id))
    refuse_twice(entry.key)
    _post(record_id, _parts(record_id, pieces, batch_id), entry)
    tell(record_id)


def refuse_twice(key: uuid.UUID | None) -> None:
    """Raises AlreadyDone where a form with this key was posted; the caller holds the lock."""
    if key and StockMovement.objects.filter(key=key).exists():
        raise AlreadyDone


@transaction.atomic
def move(*, record_id: int, pieces: int, source: int | None, target: int | None, entry: Entry) -> None:
    """Move pieces of a stock record from one batch to another; its stock stays. Raises NotEnough."""
    _records(record_id).select_for_update().get()
    held = sum_by_batch(record_id).get(source, 0)
    if held < pieces:
        raise NotEnough(held)
    _post(record_id, [(source, -pieces), (target, pieces)], entry)


@transaction.atomic
def count(*, record_id: int, pieces: int, reason: str, by: AbstractBaseUser | None) -> int:
    """Post the difference between what was counted and what is stored, and return it. Raises NotEnough."""
    stored = _records(record_id).select_for_update().values_list("num_in_stock", flat=True).get()
    difference = pieces - (stored or 0)
    if difference:
        adjust(record_id=record_id, pieces=difference, entry=Entry(Kind.COUNTED, reason, by))
    return difference


@transaction.atomic
def count_batches(
    *, record_id: int, counted: Mapping[int | None, int], entry: Entry, but: Container[int]
) -> int:
    """Post what was counted batch by batch, and return the difference; batches in `but` stay as they are.

    Once by `entry.key`. Raises NotEnough, AlreadyDone.
    """
    _records(record_id).select_for_update().get()
    if entry.key and StockCount.objects.filter(key=entry.key).exists():
        raise AlreadyDone
    held = {batch: pieces for batch, pieces in sum_by_batch(record_id).items() if batch not in but}
    difference = sum(counted.values()) - sum(held.values())
    if difference and not _change(record_id, difference):
        raise NotEnough(_free(record_id))
    head = _count(record_id, sum(counted.values()), difference, entry)
    found, rest = share_count(held, counted)
    _post(record_id, found, replace(entry, kind=Kind.FOUND_BATCH, count=head, key=None))
    _post(record_id, rest, replace(entry, count=head, key=None))
    tell(record_id)
    return difference


def _count(record_id: int, counted: int, difference: int, entry: Entry) -> StockCount:
    count = StockCount(
        key=entry.key or uuid.uuid4(),
        stock_record_id=record_id,
        sku=_records(record_id).values_list("partner_sku", flat=True).get(),
        counted=counted,
        difference=difference,
        note=entry.reason,
        by_id=entry.by.pk if entry.by else None,
    )
    count.save()
    return count


def _change(record_id: int, pieces: int) -> int:
    enough = Q() if pieces > 0 else Q(num_in_stock__gte=PROMISED - pieces)
    return _records(record_id).filter(enough).update(num_in_stock=IN_STOCK + pieces)


def _free(record_id: int) -> int:
    return _records(record_id).values_list(IN_STOCK - PROMISED, flat=True).first() or 0


def _parts(record_id: int, pieces: int, batch_id: int | None) -> list[Part]:
    """Which batches a change is about; raises NotEnough where the named one has fewer."""
    if pieces > 0 or batch_id is None:
        return [(batch_id, pieces)] if pieces > 0 else _minus(take(-pieces, sum_by_batch(record_id)))
    held = sum_by_batch(record_id).get(batch_id, 0)
    if held < -pieces:
        raise NotEnough(held)
    return [(batch_id, pieces)]


@transaction.atomic
def sell(*, record_id: int, pieces: int, entry: Entry, batches: Iterable[tuple[int, int]] = ()) -> None:
    """Take promised pieces from the shelf for the parcel of an order line; `batches` are ids with pieces.

    A named batch that isn't on this record, such as an oil’s in a set, doesn't count: those pieces come from
    what there is. Raises Oscar's InvalidStockAdjustment where fewer are promised or there.
    """
    rows = _records(record_id).filter(num_in_stock__gte=pieces, num_allocated__gte=pieces)
    if not rows.update(num_in_stock=IN_STOCK - pieces, num_allocated=PROMISED - pieces):
        raise InvalidStockAdjustment("Invalid stock consumption request")
    _post(record_id, _minus(take(pieces, sum_by_batch(record_id), batches)), entry)
    tell(record_id)


@transaction.atomic
def unsell(*, line_id: int, pieces: int, reason: str, by: AbstractBaseUser | None) -> None:
    """Put a parcel that wasn't sent after all back: into its batches, and promised to its line again.

    The caller has locked the order. Raises NotEnough where fewer pieces of the line were sold.
    """
    sold = StockMovement.objects.filter(line_id=line_id, kind__in=OF_PARCELS)
    record_id = sold.values_list("stock_record_id", flat=True).first()
    if record_id is None or not pieces:
        raise NotEnough(0)
    _records(record_id).update(num_in_stock=IN_STOCK + pieces, num_allocated=PROMISED + pieces)
    held = sold_by_batch(line_id)
    if sum(held.values()) < pieces:
        raise NotEnough(sum(held.values()))
    _post(record_id, take(pieces, held), Entry(Kind.NOT_SENT, reason, by, line_id))
    tell(record_id)


@transaction.atomic
def correct_sold(*, record_id: int, line_id: int, batches: Iterable[tuple[int, int]], entry: Entry) -> None:
    """Put right from which batches the pieces of a sent line came; the stock stays the same."""
    _records(record_id).select_for_update().get()
    _post(record_id, sent_instead(sold_by_batch(line_id), sum_by_batch(record_id), batches), entry)
    tell(record_id)


def sold_by_batch(line_id: int) -> dict[int | None, int]:
    """How many pieces of each batch have left with an order line and not come back, the last ones first."""
    rows = StockMovement.objects.filter(line_id=line_id, kind__in=[*OF_PARCELS, Kind.PUT_BACK]).order_by(
        "-pk"
    )
    found: dict[int | None, int] = {}
    for batch_id, pieces in rows.values_list("batch_id", "pieces"):
        found[batch_id] = found.get(batch_id, 0) - pieces
    return {batch: pieces for batch, pieces in found.items() if pieces > 0}


@transaction.atomic
def open_record(record: TypedRecord) -> None:
    """Note what a new stock record begins with; called by its `save` once the row is there."""
    if record.num_in_stock:
        _post(record.pk, [(None, record.num_in_stock)], Entry(Kind.OPENING, by=record.changed_by))


@transaction.atomic
def apply_typed(record: TypedRecord, *, before: int | None, now: int | None) -> bool:
    """Apply the difference that a form or an import has typed, as a count; False if too many are promised.

    Sales may have changed the row since `before` was read, so that the total isn’t set. Stock that is counted
    from now on begins with the typed number.
    """
    if before is None or now is None:
        _records(record.pk).update(num_in_stock=now)
        change = (now or 0) - sum(sum_by_batch(record.pk).values())
    else:
        change = now - before
        if not _change(record.pk, change):
            return False
    entry = Entry(Kind.COUNTED, record.change_reason, record.changed_by)
    parts = [(None, change)] if change > 0 else _minus(take(-change, sum_by_batch(record.pk)))
    _post(record.pk, parts, entry)
    return True


def _post(record_id: int, parts: Iterable[Part], entry: Entry) -> None:
    """Write the rows; the key of a form stands in the first one."""
    sku = _records(record_id).values_list("partner_sku", flat=True).get()
    for place, (batch_id, pieces) in enumerate(parts):
        StockMovement.objects.create(
            stock_record_id=record_id,
            sku=sku,
            batch_id=batch_id,
            pieces=pieces,
            kind=entry.kind,
            reason=entry.reason[:200],
            line_id=entry.line_id,
            receipt=entry.receipt,
            count=entry.count,
            cost=entry.cost,
            key=None if place else entry.key,
            by_id=entry.by.pk if entry.by else None,
        )


def tell(record_id: int) -> None:
    """Say that a record has changed: pages, low-stock alerts and back-in-stock emails follow a save."""
    record = _records(record_id).select_related("product__parent__product_class").get()
    record.pre_save_signal()
    record.post_save_signal()


def _minus(parts: Iterable[Part]) -> list[Part]:
    return [(batch, -pieces) for batch, pieces in parts]


def _records(record_id: int) -> QuerySet[Any]:
    found: QuerySet[Any] = get_model("partner", "StockRecord").objects.filter(pk=record_id)
    return found
