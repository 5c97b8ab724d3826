"""Batches of a parcel: the one that expires first is proposed; blocked or expired ones are refused."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from shop.accounts.models import User
from shop.catalogue.models import Batch, Product
from shop.order.models import Line, LineBatch, Order, Parcel
from shop.partner import stock
from shop.partner.models import StockRecord
from shop.partner.movements import Kind


class WrongBatches(Exception):
    """The batches don't match the quantities that are sent; the text is for staff."""


@dataclass(frozen=True)
class Packed:
    """A quantity of one order line, taken from one batch."""

    line_id: int
    batch_id: int
    quantity: int


def is_set(product: Product) -> bool:
    """A set has no volume of its own; two cloths in a box have none either, and no oil inside.

    Unless the office knows what is in it, and so makes it in batches, an oil inside stands for it.
    """
    return (
        bool(product) and not product.volume_ml and bool(product.sheet.contents) and product.sheet.is_cosmetic
    )


def needs_batch(line: Line) -> bool:
    """Every cosmetic must be traceable to its buyer (Cosmetics Regulation, art. 7).

    A deleted product can't be judged.
    """
    return bool(line.quantity_to_send and line.product and line.product.sheet.is_cosmetic)


def choices_for(line: Line) -> QuerySet[Batch]:
    """The batches that a packer may choose, earliest date first."""
    rows = Batch.objects.sendable().with_left().select_related("product__parent")
    if not line.product:
        return rows.none()
    is_loose = is_set(line.product) and not line.product.set_parts.exists()
    return rows if is_loose else rows.filter(product=line.product)


def proposal(line: Line) -> list[tuple[Batch, int]]:
    """Earliest expiry first until the whole quantity has a batch; for a set only its own batches are
    proposed.
    """
    wanted, found = line.quantity_to_send, []
    for batch in choices_for(line).filter(product=line.product):
        taken = min(batch.left, wanted)
        if taken > 0:
            found.append((batch, taken))
            wanted -= taken
    return found


def check(order: Order, packed: Sequence[Packed], pieces: Mapping[int, int]) -> None:
    """Raise WrongBatches where a cosmetic isn't accounted for, or a batch may not be sent.

    `pieces` says how many of which line, by its id, are in the parcel.
    The shelf is locked first: a batch that is blocked at this moment is either refused, or blocked after the
    parcel has left. The caller has opened the transaction.
    """
    _lock_shelf(order, packed)
    lines = {line.pk: line for line in order.lines.select_related("product__parent__product_class")}
    for pk, line in lines.items():
        check_line(line, [part for part in packed if part.line_id == pk], pieces.get(pk, 0))


def _lock_shelf(order: Order, packed: Sequence[Packed]) -> None:
    named = Batch.objects.filter(pk__in=[part.batch_id for part in packed]).values("product")
    ours = Q(pk__in=order.lines.values("stockrecord")) | Q(product__in=named)
    list(StockRecord.objects.select_for_update().filter(ours).order_by("pk").values_list("pk"))


def check_line(line: Line, parts: Sequence[Packed], pieces: int) -> None:
    """Raise WrongBatches for so many pieces of one line."""
    if not parts and pieces and needs_batch(line):
        raise WrongBatches(f"Choose the batch of {pieces} × {line.title}.")
    if len({part.batch_id for part in parts}) != len(parts):
        raise WrongBatches(f"Name each batch of {line.title} once.")
    allowed = {
        batch.pk: batch for batch in choices_for(line).filter(pk__in=[part.batch_id for part in parts])
    }
    per_product: Counter[int] = Counter()
    for part in parts:
        batch = allowed.get(part.batch_id)
        if batch is None:
            raise WrongBatches(f"A batch of {line.title} is blocked, past its date or of another product.")
        if not 0 < part.quantity <= batch.left:
            raise WrongBatches(f"Of {batch} only {batch.left} are left.")
        per_product[batch.product_id] += part.quantity
    if any(total != pieces for total in per_product.values()):
        raise WrongBatches(f"The pieces of {line.title} must add up to {pieces}.")


def note(parcel: Parcel, packed: Iterable[Packed]) -> None:
    """Store the batches of a parcel; the caller has opened the transaction and called `check`."""
    for part in packed:
        LineBatch.objects.create(
            line_id=part.line_id, batch_id=part.batch_id, quantity=part.quantity, parcel=parcel
        )


@transaction.atomic
def correct(*, line: Line, packed: Sequence[Packed], why: str, by: User) -> None:
    """Correct which batches a sent line was of: the old rows stay, with the reason and what replaces them.

    A batch that is blocked or expired by now may be named, because it is what was sent. The ledger puts the
    pieces of the wrong batch back and takes those of the right one. Raises WrongBatches.
    """
    Order.objects.select_for_update().get(pk=line.order_id)
    _check_correction(line, packed, why)
    said = f"{why.strip()} ({by.called})"[:200]
    old = list(line.batches.standing().values_list("pk", flat=True))
    line.batches.filter(pk__in=old).update(corrected_at=timezone.now(), correction=said)
    new = [
        line.batches.create(batch_id=part.batch_id, quantity=part.quantity, parcel=parcel)
        for parcel, part in _by_parcel(line, packed)
    ]
    line.batches.filter(pk__in=old).update(replaced_by=new[0])
    if line.stockrecord_id and line.can_track_allocations:
        stock.correct_sold(
            record_id=line.stockrecord_id,
            line_id=line.pk,
            batches=[(part.batch_id, part.quantity) for part in packed],
            entry=stock.Entry(Kind.CORRECTED, why.strip(), by, line.pk),
        )
    text = f"Batches of {line.title} corrected: {said}"
    line.order.notes.create(user=by, message=text, note_type="System")


def _by_parcel(line: Line, packed: Sequence[Packed]) -> list[tuple[Parcel | None, Packed]]:
    """Which parcel each corrected batch belongs to: the first parcel is filled first.

    Of a set, an oil inside stands for it, and all of them are noted for the last parcel.
    """
    rows = list(line.in_parcels.filter(parcel__taken_back_at=None).select_related("parcel"))
    if len(rows) < 2 or is_set(line.product):
        return [(rows[-1].parcel if rows else None, part) for part in packed]
    found: list[tuple[Parcel | None, Packed]] = []
    left = [part.quantity for part in packed]
    for row in sorted(rows, key=lambda row: (row.parcel.sent_at, row.parcel.pk)):
        wanted = row.quantity
        for place, part in enumerate(packed):
            taken = min(left[place], wanted)
            if taken:
                found.append((row.parcel, Packed(line.pk, part.batch_id, taken)))
                left[place] -= taken
                wanted -= taken
    return found


def _check_correction(line: Line, packed: Sequence[Packed], why: str) -> None:
    if not why.strip():
        raise WrongBatches("Say why it was wrong.")
    if len({part.batch_id for part in packed}) != len(packed):
        raise WrongBatches("Name each batch once.")
    sent = pieces_sent(line)
    if not packed or sum(part.quantity for part in packed) != sent and not is_set(line.product):
        raise WrongBatches(f"The pieces of {line.title} must add up to {sent}.")
    if noted_batches(line) == {part.batch_id: part.quantity for part in packed}:
        raise WrongBatches("That is what is noted already.")


def noted_batches(line: Line) -> dict[int, int]:
    """The pieces of each batch that stand noted, of all its parcels together."""
    rows = line.batches.standing().order_by().values("batch").annotate(pieces=Sum("quantity"))
    return dict(rows.values_list("batch", "pieces"))


def pieces_sent(line: Line) -> int:
    """How many pieces of a line have left: what is noted with batches, else what the parcels hold."""
    noted: int | None = line.batches.standing().aggregate(sum=Sum("quantity"))["sum"]
    parcels: int | None = line.in_parcels.filter(parcel__taken_back_at=None).aggregate(sum=Sum("quantity"))[
        "sum"
    ]
    return noted or parcels or line.quantity_not_withdrawn


def correctable(line: Line) -> QuerySet[Batch]:
    """Every batch that a sent line may have been of, whatever became of it."""
    rows = Batch.objects.select_related("product__parent")
    if not line.product:
        return rows.none()
    return rows if is_set(line.product) else rows.filter(product=line.product)
