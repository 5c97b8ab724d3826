"""Who has pieces of recalled batches: certainly, as noted when the parcel left, or possibly."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from shop.catalogue.models import Batch
from shop.london import london
from shop.order.models import Line
from shop.order.recall_search import rows_with, unrecorded
from shop.recall.models import Recall, RecallBatch, RecallNotice, RecallPeriod, State
from shop.recall.sold_in_days import lines_in

OPEN = {"recall__state": State.STOPPED, "recall__is_rehearsal": False}
Pieces = dict[int, Counter[str]]  # of each item by its name, by the key of the order


def batches_of(recall: Recall) -> list[Batch]:
    """The recalled batches, by number."""
    rows = Batch.objects.filter(recalls__recall=recall).select_related("product__parent")
    return list(rows.order_by("number", "pk"))


def is_in_open_recall(batch: Batch) -> bool:
    """Whether it, or the batch of a part in it, is recalled and people have to be told still."""
    named = Q(batch=batch) | Q(batch__in_sets__batch=batch)
    if RecallBatch.objects.filter(named, **OPEN).exists():
        return True
    by_days = Q(product=batch.product_id) | Q(product__in_sets__set=batch.product_id)
    open_ones = RecallPeriod.objects.filter(by_days, **OPEN)
    return open_ones.filter(last_day__gte=batch.received_at).exists()


def buyers_of(recall: Recall) -> list[RecallNotice]:
    """Notices that aren't stored yet, each order once; a batch that was noted outweighs one that wasn't."""
    batches = batches_of(recall)
    certain = _certain(batches)
    _add_periods(certain, recall)
    possible, why = _possible(batches)
    found = [_notice(recall, order, pieces, "") for order, pieces in certain.items()]
    for order, pieces in possible.items():
        if order not in certain:
            found.append(_notice(recall, order, pieces, why[order]))
    return found


@transaction.atomic
def note_buyers(*, recall: Recall) -> int:
    """Store who was found, what has become certain meanwhile too; returns how many are new."""
    known = {row.order_id: row for row in RecallNotice.objects.select_for_update().filter(recall=recall)}
    found = buyers_of(recall)
    for row in found:
        if row.order_id in known:
            _update(known[row.order_id], row)
    new = [row for row in found if row.order_id not in known]
    return len(RecallNotice.objects.bulk_create(new, ignore_conflicts=True))


def _update(known: RecallNotice, found: RecallNotice) -> None:
    columns = ("is_certain", "why", "items", "pieces")
    now = {name: getattr(found, name) for name in columns}
    if now != {name: getattr(known, name) for name in columns}:
        RecallNotice.objects.filter(pk=known.pk).update(**now)


def _notice(recall: Recall, order: int, pieces: Counter[str], why: str) -> RecallNotice:
    items = "; ".join(f"{number} × {title}" for title, number in pieces.items())
    return RecallNotice(
        recall=recall, order_id=order, is_certain=not why, why=why, items=items, pieces=pieces.total()
    )


def _certain(batches: Iterable[Batch]) -> Pieces:
    found: Pieces = defaultdict(Counter)
    for batch in batches:
        for row in rows_with(batch).select_related("line").order_by("line__order", "pk"):
            found[row.line.order_id][row.line.title] += row.quantity
    return found


def _add_periods(found: Pieces, recall: Recall) -> None:
    """What left in the days of a recall is certainly of it: the days are what it says."""
    for period in recall.periods.all():
        for line in lines_in(period):
            found[line.order_id][line.title] += line.quantity_sent or line.quantity_not_withdrawn


def _possible(batches: Iterable[Batch]) -> tuple[Pieces, dict[int, str]]:
    """A line is counted once, however many of the batches it may be of."""
    found: Pieces = defaultdict(Counter)
    why: dict[int, str] = {}
    counted: set[int] = set()
    for batch in batches:
        for line in unrecorded(batch):
            why.setdefault(line.order_id, _reason(line, batch))
            if line.pk not in counted:
                counted.add(line.pk)
                found[line.order_id][line.title] += line.quantity_sent or line.quantity_not_withdrawn
    return found, why


def _reason(line: Line, batch: Batch) -> str:
    sent = localdate(vars(line)["left_at"])
    came = london(batch.received_at, "%d/%m/%Y")
    day = london(sent, "%d/%m/%Y")
    return f"Sent on {day} without a batch noted; batch {batch.number} came in on {came}."
