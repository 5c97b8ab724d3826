"""Makes sets from their parts, and takes them apart: every piece by the ledger, every batch remembered."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from shop.catalogue.batches import Batch, proposed_batches
from shop.catalogue.models import Product
from shop.catalogue.off_sale import take_off_sale
from shop.catalogue.set_composition import Group, compose
from shop.catalogue.sets import BatchPart, SetPart
from shop.partner import stock
from shop.partner.models import StockRecord
from shop.partner.movements import Kind, sum_by_batch
from shop.partner.taking import Part, take
from shop.partner.value import cost_of

MOST_SETS = 1000


class CannotMake(Exception):
    """Nothing was changed; the text is for staff."""


@transaction.atomic
def name_parts(*, product: Product, parts: Mapping[int, int]) -> None:
    """Say how many pieces of which products are in one set. Raises CannotMake."""
    SetPart.objects.filter(set=product).exclude(part__in=parts).delete()
    for part_id, pieces in parts.items():
        row = SetPart(set=product, part_id=part_id, pieces=pieces)
        try:
            row.clean()
        except ValidationError as problem:
            raise CannotMake(" ".join(problem.messages)) from problem
        SetPart.objects.update_or_create(set=product, part_id=part_id, defaults={"pieces": pieces})


@transaction.atomic
def make_sets(
    *, record: StockRecord, sets: int, number: str, key: uuid.UUID, by: AbstractBaseUser | None
) -> list[Batch]:
    """Take the parts from their batches, first expired first, and put the sets on the shelf.

    Sets with parts of other batches get a batch of their own: `number`, `number-2` and so on, each with the
    earliest date of its parts. Raises CannotMake, stock.AlreadyDone.
    """
    parts = _parts_of(record)
    shelf = _locked([record.product_id, *(part.part_id for part in parts)])
    stock.refuse_twice(key)
    taken = {part.part_id: (part.pieces, _take(shelf, part, sets)) for part in parts}
    groups = compose(sets, taken)
    batches = [_batch(record, group, _numbered(number, place)) for place, group in enumerate(groups)]
    costs = {product: _cost(shelf[product], held) for product, (_, held) in taken.items()}
    for product, (_, held) in taken.items():
        entry = stock.Entry(Kind.IN_SETS, number, by)
        _move(shelf[product], [(batch, -pieces) for batch, pieces in held], entry)
    for place, (batch, group) in enumerate(zip(batches, groups, strict=True)):
        cost = _sum([(costs[product], pieces) for product, _, pieces in group.contents])
        entry = stock.Entry(Kind.IN_SETS, number, by, cost=cost, key=None if place else key)
        _move(shelf[record.product_id], [(batch.pk, group.sets)], entry)
    return batches


def _parts_of(record: StockRecord) -> list[SetPart]:
    parts = SetPart.objects.filter(set=record.product_id)
    found = list(parts.select_related("part__parent", "part__product_class"))
    if not found:
        raise CannotMake("Say first what is in a set.")
    return found


@transaction.atomic
def take_apart(*, batch: Batch, sets: int, reason: str, key: uuid.UUID, by: AbstractBaseUser | None) -> None:
    """Put the parts of so many sets back into their batches. Raises CannotMake, stock.AlreadyDone."""
    parts = list(batch.parts.all())
    if not parts:
        raise CannotMake(f"What is in the sets of batch {batch.number} isn’t known.")
    shelf = _locked([batch.product_id, *(part.product_id for part in parts)])
    entry = stock.Entry(Kind.TAKEN_APART, reason, by)
    first = stock.Entry(Kind.TAKEN_APART, reason, by, key=key)
    _move(shelf[batch.product_id], [(batch.pk, -sets)], first)
    for part in parts:
        _move(shelf[part.product_id], [(part.part_id, sets * part.pieces)], entry)
    back = [part.part_id for part in parts if part.part_id]
    Batch.objects.filter(pk__in=back, is_open=False).update(is_open=True)
    take_off_sale(back)


def _locked(products: Sequence[int]) -> dict[int, StockRecord]:
    """The stock records by product, locked by id as everywhere."""
    rows = StockRecord.objects.select_for_update().filter(product__in=products).order_by("pk")
    found = {record.product_id: record for record in rows}
    if missing := set(products) - set(found):
        raise CannotMake(f"{len(missing)} of the sizes have no stock.")
    return found


def _take(shelf: dict[int, StockRecord], part: SetPart, sets: int) -> list[Part]:
    """The batches of one part. A cosmetic whose batch nobody knows isn't packed into a set either."""
    wanted, record = sets * part.pieces, shelf[part.part_id]
    free = max(record.net_stock_level, 0)
    if part.part.sheet.is_cosmetic:
        held: list[Part] = [
            (batch.pk, pieces) for batch, pieces in proposed_batches(record_id=record.pk, pieces=wanted)
        ]
    else:
        held = take(min(wanted, free), sum_by_batch(record.pk))
    usable = min(sum(pieces for _, pieces in held), free)
    if usable < wanted:
        raise CannotMake(
            f"{part.part.full_name}: {wanted} are needed, {usable} with a known batch in date are free."
        )
    return held


def _batch(record: StockRecord, group: Group, number: str) -> Batch:
    if Batch.objects.filter(product=record.product_id, number=number).exists():
        raise CannotMake(f"This set has a batch {number} already. Type another number.")
    inside = [batch for _, batch, _ in group.contents if batch]
    dates = Batch.objects.filter(Q(best_before__isnull=False), pk__in=inside)
    earliest: date | None = dates.order_by("best_before").values_list("best_before", flat=True).first()
    batch = Batch.objects.create(
        product_id=record.product_id,
        number=number,
        best_before=earliest,
        received_at=timezone.localdate(),
        quantity=group.sets,
    )
    for product, part, pieces in group.contents:
        BatchPart.objects.create(batch=batch, product_id=product, part_id=part, pieces=pieces)
    return batch


def _numbered(number: str, place: int) -> str:
    return f"{number}-{place + 1}" if place else number


def _cost(record: StockRecord, held: Sequence[Part]) -> Decimal | None:
    """What one piece cost on average, where that is known of all of them."""
    pieces = sum(number for _, number in held)
    whole = _sum([(cost_of(record.pk, batch), number) for batch, number in held])
    return None if whole is None else whole / pieces


def _sum(costs: Sequence[tuple[Decimal | None, int]]) -> Decimal | None:
    known = [cost * pieces for cost, pieces in costs if cost is not None]
    return sum(known, Decimal(0)) if len(known) == len(costs) else None


def _move(record: StockRecord, parts: Sequence[Part], entry: stock.Entry) -> None:
    for batch, pieces in parts:
        try:
            stock.adjust(record_id=record.pk, pieces=pieces, batch_id=batch, entry=entry)
        except stock.NotEnough as problem:
            raise CannotMake(
                f"{record.product.full_name}: {problem} The rest is promised or gone."
            ) from problem
