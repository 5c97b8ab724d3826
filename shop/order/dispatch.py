"""Sends an order, whole or in part: stock leaves, batches are noted, and the buyer gets an email."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from oscar.apps.partner.exceptions import InvalidStockAdjustment
from oscar.core.loading import get_class

from shop.accounts.models import User
from shop.london import london
from shop.mail import outbox
from shop.order import statuses
from shop.order.batches import Packed, WrongBatches
from shop.order.batches import check as check_batches
from shop.order.batches import note as note_batches
from shop.order.dispatch_holds import dispatch_hold_reason, is_missing, missing_pieces
from shop.order.models import Order, Parcel
from shop.order.used_numbers import lock_number

TOO_FEW = (
    "There are fewer in stock than order {number} needs. Count the stock and correct it, "
    "or refund the missing items."
)


class CannotDispatch(Exception):
    """The order may not be sent; the text is for staff."""


class NumberTaken(CannotDispatch):
    """Another order's parcel has the tracking number."""


class AlreadySent(CannotDispatch):
    """Somebody was faster. `parcel` is the one that they sent."""

    def __init__(self, parcel: Parcel) -> None:
        self.parcel = parcel
        self.is_whole = parcel.order.status in statuses.RECEIVED
        super().__init__(_sent_by_whom(parcel))


def _sent_by_whom(parcel: Parcel) -> str:
    """“Pat sent it at 10:24”, with the day unless that is today; “a part of it” where something is left."""
    who = parcel.sent_by.called if parcel.sent_by else "Somebody"
    is_today = timezone.localdate(parcel.sent_at) == timezone.localdate()
    when = london(parcel.sent_at, "at %H:%M" if is_today else "on %d/%m/%Y at %H:%M")
    if parcel.order.status in statuses.RECEIVED:
        return f"{who} sent it {when}."
    return f"{who} sent a part of it {when}. Look at what is left, and try again."


def why_not_sent(order: Order) -> CannotDispatch:
    """The refusal of an order that isn't waiting to be sent; to be raised, or shown."""
    parcel = _last_parcel(order)
    if parcel and order.status in statuses.RECEIVED:
        return AlreadySent(parcel)
    return CannotDispatch(f"Order {order.number} is {order.status}: only a paid one can be sent.")


@transaction.atomic
def dispatch_order(
    *,
    order: Order,
    tracking_number: str,
    batches: Sequence[Packed],
    by: User | None = None,
    pieces: Mapping[int, int] | None = None,
    after: int | None = None,
) -> Parcel:
    """Send a parcel: consume its stock, store it with its batches and email the buyer.

    `pieces` are the quantities by the id of their line, None for everything that is left; the last parcel
    moves the order to Dispatched. `after` is the id of the last parcel that the form showed, 0 for none:
    where another one has left since, the form is out of date. Raises CannotDispatch.
    """
    order = Order.objects.select_for_update().get(pk=order.pk)
    _check(order, pieces)
    if taken := lock_number(tracking_number, order=order):
        raise NumberTaken(taken)
    _refuse_old_form(order, after)
    parts = _parts(order, pieces)
    _take_from_the_shelf(order, parts, batches, by)
    parcel = _record_parcel(order, parts, tracking_number, by)
    note_batches(parcel, batches)
    close_if_all_sent(order)
    _tell(order, parcel)
    return parcel


def _check(order: Order, pieces: Mapping[int, int] | None) -> None:
    """Raise CannotDispatch for an order that is held, or doesn't wait to be sent."""
    reason = dispatch_hold_reason(order)
    if reason and not (pieces and may_leave_without(order, reason, pieces)):
        raise CannotDispatch(f"Order {order.number} can’t be sent: {reason}")
    if order.status != statuses.PAID:
        raise why_not_sent(order)
    if order.is_contribution:
        raise CannotDispatch(f"Order {order.number} is a contribution: nothing is sent with it.")


def _take_from_the_shelf(
    order: Order, parts: Mapping[int, int], batches: Sequence[Packed], by: User | None
) -> None:
    """Raise CannotDispatch for a batch that may not be sent, or where too few are there."""
    try:
        check_batches(order, batches, parts)
        get_class("order.processing", "EventHandler")().send(order, parts, packed=batches, by=by)
    except WrongBatches as problem:
        raise CannotDispatch(str(problem)) from problem
    except InvalidStockAdjustment as problem:
        raise CannotDispatch(TOO_FEW.format(number=order.number)) from problem


def may_leave_without(order: Order, reason: str, pieces: Mapping[int, int]) -> bool:
    """Whether the order waits for missing pieces alone, and none of them is in the parcel."""
    missing = missing_pieces(order)
    found = {line.pk: line.quantity_to_send - missing[line.pk] for line in order.lines.all()}
    is_found = all(count <= found.get(pk, 0) for pk, count in pieces.items() if missing[pk])
    return is_missing(reason) and is_found


def _last_parcel(order: Order) -> Parcel | None:
    found: Parcel | None = order.parcels.sent().select_related("sent_by", "order").last()
    return found


def _refuse_old_form(order: Order, after: int | None) -> None:
    """Two clicks of a form that sends one of three bottles must not send two."""
    last = _last_parcel(order)
    if last and after is not None and last.pk != after:
        raise AlreadySent(last)


def _parts(order: Order, asked: Mapping[int, int] | None) -> dict[int, int]:
    """The pieces of this parcel by line; raises CannotDispatch for more than is left, or for none at all."""
    left = {line.pk: line.quantity_to_send for line in order.lines.all()}
    if asked is None:
        return {pk: count for pk, count in left.items() if count}
    parts = {pk: count for pk, count in asked.items() if count}
    if not parts:
        raise CannotDispatch("Say how many of which item are in the parcel.")
    for pk, count in parts.items():
        if not 0 < count <= left.get(pk, 0):
            raise CannotDispatch(f"Of one item only {left.get(pk, 0)} are still to be sent.")
    return parts


def close_if_all_sent(order: Order) -> None:
    """Move a paid order to Dispatched once a parcel has left and nothing is left to send.

    The caller has locked the order.
    """
    lines = order.lines.all()
    last = order.parcels.sent().last()
    if order.status != statuses.PAID or last is None or any(line.quantity_to_send for line in lines):
        return
    order.move(statuses.DISPATCHED)
    order.tracking_number, order.dispatched_at = last.tracking_number, last.sent_at
    order.save(update_fields=["tracking_number", "dispatched_at"])
    order.lines.update(status=statuses.LINE_DISPATCHED)


def _tell(order: Order, parcel: Parcel) -> None:
    """Each parcel once; one that was taken back is told again when it leaves."""
    args = {"order_id": order.pk, "key": parcel.pk}
    outbox.queue("order.dispatched", to=order.email, args=args, reference=order.email_reference)


def _record_parcel(order: Order, parts: Mapping[int, int], tracking_number: str, by: User | None) -> Parcel:
    at: datetime = timezone.now()
    parcel = Parcel.objects.create(order=order, tracking_number=tracking_number, sent_at=at, sent_by=by)
    for pk, quantity in parts.items():
        parcel.lines.create(line_id=pk, quantity=quantity)
        order.lines.filter(pk=pk).update(quantity_sent=F("quantity_sent") + quantity)
    return parcel
