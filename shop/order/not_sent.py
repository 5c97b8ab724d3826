"""“Not sent after all”: takes back a parcel that was marked as sent and is still in the house."""

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from shop.accounts.models import User
from shop.london import london
from shop.order import refunds, statuses
from shop.order.change_log import Change, log_change
from shop.order.models import Order, Parcel, ParcelLine
from shop.order.services import queue_email_once
from shop.partner import stock

NO_MOVEMENTS = (
    "The stock ledger doesn’t know this parcel, so its pieces can’t be put back by themselves. "
    "Count the stock instead."
)


class CannotTakeBack(Exception):
    """The parcel stays as it is noted; the text is for staff."""


@transaction.atomic
def take_back_parcel(*, parcel: Parcel, reason: str, by: User) -> None:
    """Return the pieces to their batches, the order to Paid, and tell the buyer. The parcel's row stays, and
    so do other parcels of the order.

    Raises CannotTakeBack. Refunds lock the order first, too: one that was entered meanwhile is seen here, and
    one that comes later finds a paid order.
    """
    order = Order.objects.select_for_update().get(pk=parcel.order_id)
    parcel = Parcel.objects.get(pk=parcel.pk)
    _check(order, parcel)
    _return_pieces(parcel, reason, by)
    Parcel.objects.filter(pk=parcel.pk).update(taken_back_at=timezone.now())
    changes: list[Change] = [("Tracking number", parcel.tracking_number, "none")]
    _reopen(order)
    log_change(
        order=order,
        action="order.not_sent",
        by=by,
        changes=changes if parcel.tracking_number else (),
        why=reason.strip(),
    )
    queue_email_once(order=order, kind=f"not_sent:{parcel.pk}")


def why_not_taken_back(order: Order, parcel: Parcel) -> str:
    """Why the parcel can't be taken back, for staff; empty where it can."""
    if parcel.taken_back_at:
        return f"It was taken back already, on {london(parcel.taken_back_at, '%d/%m/%Y at %H:%M')}."
    if order.status not in (statuses.PAID, statuses.DISPATCHED):
        return f"Order {order.number} is {order.status}: only a parcel on its way can be taken back."
    if refunds.is_refunding(order) or refunds.refunded_since(order, parcel.sent_at):
        return "Money was given back since it was sent. Look after the rest by a refund or a replacement."
    replacement = order.replacements.exclude(status=statuses.CANCELLED).first()
    if replacement:
        return f"Order {replacement.number} replaces it: the buyer would get both."
    return ""


def _check(order: Order, parcel: Parcel) -> None:
    if why := why_not_taken_back(order, parcel):
        raise CannotTakeBack(why)


def _return_pieces(parcel: Parcel, reason: str, by: User) -> None:
    """In the order in which sending locks stock records, so that the two can't wait for each other."""
    rows = parcel.lines.select_related("line__stockrecord", "line__product__product_class")
    for row in rows.order_by("line__stockrecord_id", "pk"):
        if row.line.stockrecord and row.line.can_track_allocations:
            _return_line(row, reason, by)
        said = f"Not sent after all: {reason.strip()} ({by.called})"[:200]
        ours = Q(parcel=parcel) | Q(parcel=None)
        row.line.batches.standing().filter(ours).update(corrected_at=timezone.now(), correction=said)
        _count_less(row)


def _count_less(row: ParcelLine) -> None:
    """Not below nought: a parcel that left during an upgrade may not be counted on its line."""
    left = Greatest(F("quantity_sent") - row.quantity, 0)
    row.line.order.lines.filter(pk=row.line_id).update(quantity_sent=left)


def _return_line(row: ParcelLine, reason: str, by: User) -> None:
    why = f"Order {row.line.order.number}: {reason.strip()}"[:150]
    try:
        stock.unsell(line_id=row.line_id, pieces=row.quantity, reason=why, by=by)
    except stock.NotEnough as problem:
        raise CannotTakeBack(NO_MOVEMENTS) from problem
    lines = row.line.order.lines.filter(pk=row.line_id)
    # Oscar marks a line without promised pieces, and then never lets one of them go again.
    lines.update(num_allocated=F("num_allocated") + row.quantity, allocation_cancelled=False)


def _reopen(order: Order) -> None:
    """Back to Paid. Not by `Order.move`: a late payment of a sent order must never make it Paid again."""
    if order.status == statuses.PAID:  # another part of it hasn't left yet
        return
    Order.objects.filter(pk=order.pk).update(status=statuses.PAID, tracking_number="", dispatched_at=None)
    order.lines.update(status=statuses.LINE_OPEN)
    order.status_changes.create(old_status=order.status, new_status=statuses.PAID)
