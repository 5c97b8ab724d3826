"""Services that send an order: its stock leaves, its batches are noted and the buyer gets an email."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
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
from shop.order.dispatch_holds import dispatch_hold_reason
from shop.order.models import Order, Parcel

TOO_FEW = (
    "There are fewer in stock than order {number} needs. Count the stock and correct it, "
    "or refund the missing items."
)


class CannotDispatch(Exception):
    """The order may not be sent; the text is for staff."""


class AlreadySent(CannotDispatch):
    """Somebody was faster. `parcel` is the one that they sent."""

    def __init__(self, parcel: Parcel) -> None:
        self.parcel = parcel
        super().__init__(_sent_by_whom(parcel))


def _sent_by_whom(parcel: Parcel) -> str:
    """“Pat sent it at 10:24”, with the day unless that is today."""
    who = parcel.sent_by.get_full_name() or parcel.sent_by.email if parcel.sent_by else "Somebody"
    is_today = timezone.localdate(parcel.sent_at) == timezone.localdate()
    return f"{who} sent it {london(parcel.sent_at, 'at %H:%M' if is_today else 'on %d/%m/%Y at %H:%M')}."


def why_not_sent(order: Order) -> CannotDispatch:
    """The refusal of an order that isn't waiting to be sent; to be raised, or shown."""
    parcel = order.parcels.sent().select_related("sent_by").last()
    if parcel and order.status in statuses.RECEIVED:
        return AlreadySent(parcel)
    return CannotDispatch(f"Order {order.number} is {order.status}: only a paid one can be sent.")


@transaction.atomic
def dispatch_order(
    *, order: Order, tracking_number: str, batches: Sequence[Packed], by: User | None = None
) -> None:
    """Mark an order as sent: consume its stock, store parcel and batches and email the buyer.

    Raises CannotDispatch.
    """
    order = Order.objects.select_for_update().get(pk=order.pk)
    if reason := dispatch_hold_reason(order):
        raise CannotDispatch(f"Order {order.number} can’t be sent: {reason}")
    if not order.move(statuses.DISPATCHED):
        raise why_not_sent(order)
    try:
        check_batches(order, batches)
        handler = get_class("order.processing", "EventHandler")()
        handler.follow(order, statuses.DISPATCHED, packed=batches, by=by)
    except WrongBatches as problem:
        raise CannotDispatch(str(problem)) from problem
    except InvalidStockAdjustment as problem:
        raise CannotDispatch(TOO_FEW.format(number=order.number)) from problem
    order.tracking_number, order.dispatched_at = tracking_number, timezone.now()
    order.save(update_fields=["tracking_number", "dispatched_at"])
    note_batches(order, batches)
    parcel = _record_parcel(order, timezone.now(), by)
    _tell(order, parcel)


def _tell(order: Order, parcel: Parcel) -> None:
    """The move of the status makes it once; a parcel that was taken back is told again when it leaves."""
    args = {"order_id": order.pk, "key": parcel.pk}
    outbox.queue("order.dispatched", to=order.email, args=args, reference=order.email_reference)


def _record_parcel(order: Order, at: datetime, by: User | None) -> Parcel:
    """Everything that is left of the order is in it."""
    parcel = Parcel.objects.create(order=order, tracking_number=order.tracking_number, sent_at=at, sent_by=by)
    for line in order.lines.all():
        if line.quantity_to_send:
            parcel.lines.create(line=line, quantity=line.quantity_to_send)
    return parcel
