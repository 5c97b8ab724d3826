"""Takes batches off sale: blocked by hand, or because their date has come too near.

Each change locks the stock record before the batch, as packing does, so that a parcel either leaves before
the batch is stopped or not at all.
"""

from collections.abc import Iterable
from functools import partial

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.signals import post_save
from django.utils import timezone
from wagtail.log_actions import log

from shop.catalogue.batches import Batch, in_date
from shop.london import london
from shop.partner import stock
from shop.partner.models import StockMovement, StockRecord
from shop.partner.movements import Kind

BLOCKED, UNBLOCKED, LATE = "batch.blocked", "batch.unblocked", "batch.sold_to_the_end"
CORRECTED = "batch.corrected"
# Name, what it is called in a list of actions, what the log says.
ACTIONS = (
    (BLOCKED, "Block a batch", "Blocked"),
    (UNBLOCKED, "Unblock a batch", "Unblocked"),
    (LATE, "Sell a batch up to its date", "Sold up to its date"),
    (CORRECTED, "Correct a batch", "Corrected"),
)


class CannotChange(Exception):
    """The batch stays as it is; the text is for staff."""


def connect() -> None:
    """Called once the models are loaded."""
    post_save.connect(_follow_after_commit, sender=StockRecord, dispatch_uid="shop.catalogue.off_sale")


@transaction.atomic
def block(*, batch: Batch, reason: str, by: AbstractBaseUser | None, is_recall: bool = False) -> int:
    """Stop the sale of a batch; return how many pieces went off the shelf. Raises CannotChange.

    Pieces that are promised to orders stay there, and packing refuses them. Sets with pieces of it are
    stopped as well.
    """
    batch = locked(batch)
    if batch.is_blocked and not (is_recall and not batch.is_recalled):
        raise CannotChange(
            f"Batch {batch.number} is blocked already: {batch.block_reason or 'no reason given'}."
        )
    changed = {
        "is_blocked": True,
        "block_reason": reason[:200],
        "is_recalled": batch.is_recalled or is_recall,
    }
    write(batch, **changed)
    log_change(batch, BLOCKED, by, f"Recall: {reason}" if is_recall else reason)
    taken = batch.leave_stock(reason, by)
    going_on = {"is_recalled": False} if is_recall else {"is_blocked": False}
    for made in Batch.objects.filter(parts__part=batch.pk, **going_on).order_by("pk"):
        block(batch=made, reason=f"Contains batch {batch.number}: {reason}", by=by, is_recall=is_recall)
    return taken


@transaction.atomic
def unblock(*, batch: Batch, reason: str, by: AbstractBaseUser | None) -> int:
    """Undo a block by hand; return how many pieces are for sale again.

    That is none where the date has come too near meanwhile. Raises CannotChange.
    """
    batch = locked(batch)
    if not batch.is_blocked:
        raise CannotChange(f"Batch {batch.number} isn’t blocked by hand.")
    if batch.is_expired:
        raise CannotChange(_expired(batch))
    is_near = not Batch.objects.filter(in_date(), pk=batch.pk).exists()
    day = (batch.off_sale_on or timezone.localdate()) if is_near else None
    write(batch, is_blocked=False, is_recalled=False, block_reason="", off_sale_on=day)
    log_change(batch, UNBLOCKED, by, reason)
    return 0 if is_near else return_to_shelf(batch, reason, by)


@transaction.atomic
def sell_to_the_end(*, batch: Batch, reason: str, by: AbstractBaseUser | None) -> int:
    """Put a batch that its date took off sale back, up to that date. Raises CannotChange."""
    batch = locked(batch)
    if batch.is_expired:
        raise CannotChange(_expired(batch))
    if batch.is_blocked or batch.off_sale_on is None:
        raise CannotChange(f"Batch {batch.number} isn’t off sale because of its date.")
    write(batch, sold_to_the_end=True, off_sale_on=None)
    log_change(batch, LATE, by, reason)
    return return_to_shelf(batch, reason, by)


def take_off_sale(batch_ids: Iterable[int] | None = None) -> int:
    """Take every batch, or those named, off sale whose day has come; return how many batches that are.

    What was promised when a batch was stopped follows as soon as it is free.
    """
    rows = Batch.objects.due_off_sale()
    due = rows if batch_ids is None else rows.filter(pk__in=batch_ids)
    found = sum(_stop(pk) for pk in due.order_by("pk").values_list("pk", flat=True))
    for batch in _remaining():
        batch.leave_stock()
    return found


def _remaining() -> QuerySet[Batch]:
    """Stopped batches of which the shelf still has pieces."""
    known = Exists(StockMovement.objects.filter(batch=OuterRef("pk")))
    return Batch.objects.stopped().with_left().filter(known, Q(on_shelf__gt=0)).order_by("pk")


@transaction.atomic
def _stop(pk: int) -> bool:
    """Asked again under the lock: the owner may just have decided to sell it to the end."""
    batch = locked(Batch(pk=pk, product_id=Batch.objects.values_list("product_id", flat=True).get(pk=pk)))
    if not Batch.objects.due_off_sale().filter(pk=pk).exists():
        return False
    write(batch, off_sale_on=timezone.localdate(), sold_to_the_end=False)
    until = london(batch.best_before, "%d/%m/%Y") if batch.best_before else ""
    batch.leave_stock(f"Best before {until}")
    return True


def locked(batch: Batch) -> Batch:
    """Read again behind the lock of its stock records, and of those of sets with pieces of it."""
    sets = Batch.objects.filter(parts__part=batch.pk).values("product")
    ours = Q(product=batch.product_id) | Q(product__in=sets)
    list(StockRecord.objects.select_for_update().filter(ours).order_by("pk"))
    return Batch.objects.select_related("product__parent").get(pk=batch.pk)


def write(batch: Batch, **changed: object) -> None:
    """Only these columns, past `Batch.save`, which moves the stock by itself."""
    Batch.objects.filter(pk=batch.pk).update(**changed)
    for name, value in changed.items():
        setattr(batch, name, value)


def return_to_shelf(batch: Batch, reason: str, by: AbstractBaseUser | None) -> int:
    """Undo the movements that blocked it; return how many pieces came back."""
    blocked = StockMovement.objects.filter(batch=batch, kind__in=[Kind.BLOCKED, Kind.UNBLOCKED])
    sums = blocked.order_by("stock_record").values_list("stock_record").annotate(sum=Sum("pieces"))
    returned = 0
    for record_id, pieces in sums:
        if record_id and pieces < 0:
            entry = stock.Entry(Kind.UNBLOCKED, reason, by)
            stock.adjust(record_id=record_id, pieces=-pieces, batch_id=batch.pk, entry=entry)
            returned -= pieces
    return returned


def _expired(batch: Batch) -> str:
    until = london(batch.best_before, "%d/%m/%Y") if batch.best_before else ""
    return f"Batch {batch.number} was best before {until}. Nothing of it may be sold."


def log_change(batch: Batch, action: str, by: AbstractBaseUser | None, why: str) -> None:
    """An entry of the activity log, which the batch's page shows."""
    log(batch, action, user=by, data={"why": why})


def _follow_after_commit(instance: StockRecord, raw: bool = False, **_: object) -> None:
    if not raw and instance.net_stock_level > 0:
        transaction.on_commit(partial(_follow, instance.product_id), robust=True)


def _follow(product_id: int) -> None:
    """Pieces of a stopped batch that no order waits for any more go off the shelf as well."""
    for batch in _remaining().filter(product=product_id):
        batch.leave_stock()
