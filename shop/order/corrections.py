"""What staff correct about an order: address, email, notes, holds, delivery. Each change is logged once."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from shop.accounts.models import User
from shop.mail import outbox
from shop.mail.models import OutboxEmail
from shop.order import statuses
from shop.order.change_log import Change, log_change
from shop.order.models import Order, OrderNote, Parcel, ShippingAddress
from shop.order.used_numbers import lock_number

NOT_SENT: Final = (statuses.PENDING, statuses.PAID, statuses.REVIEW)
# The columns of an address that may be corrected, and what they are called.
ADDRESS: Final = {
    "first_name": "Name",
    "line1": "First line",
    "line2": "Second line",
    "line4": "Town",
    "postcode": "Postcode",
    "phone_number": "Telephone",
}


class CannotCorrect(Exception):
    """It can't be changed any more; the text is for staff."""


class NumberTaken(CannotCorrect):
    """Another parcel has the tracking number."""


@transaction.atomic
def correct_address(*, order: Order, by: User, given: Mapping[str, str]) -> bool:
    """Change the delivery address before the parcel leaves, and tell the buyer; False if nothing differs.

    `given` has the names of ADDRESS. Raises CannotCorrect, and ValidationError for another delivery zone.
    """
    order = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    if order.status not in NOT_SENT or not order.shipping_address:
        raise CannotCorrect(f"Order {order.number} isn’t waiting to be sent: its address stays.")
    address: ShippingAddress = order.shipping_address
    before = {name: str(getattr(address, name) or "") for name in ADDRESS}
    for name in ADDRESS:
        setattr(address, name, given[name])
    address.last_name = ""  # the checkout stores the whole name in one column
    address.save()
    after = {name: str(getattr(address, name) or "") for name in ADDRESS}
    changes = [(ADDRESS[name], before[name], after[name]) for name in ADDRESS if before[name] != after[name]]
    if not changes:
        return False
    log_change(order=order, action="order.address_corrected", by=by, changes=changes)
    _tell(order, "order.address")
    return True


def _tell(order: Order, kind: str, parcel: Parcel | None = None) -> None:
    args = {"order_id": order.pk} | ({"key": parcel.pk} if parcel else {})
    if order.email:
        outbox.queue(kind, to=order.email, args=args, reference=order.email_reference)


@transaction.atomic
def correct_email(*, order: Order, email: str, by: User, why: str) -> None:
    """Change the address of a guest's order; later emails go there, and “Send again” repeats one."""
    was = Order.objects.select_for_update().get(pk=order.pk).guest_email
    Order.objects.filter(pk=order.pk, user=None).update(guest_email=email)
    changes = [("Email", was, email)]
    log_change(order=order, action="order.email_corrected", by=by, changes=changes, why=why.strip())


@transaction.atomic
def correct_tracking(*, order: Order, number: str, why: str, by: User, parcel: Parcel | None = None) -> bool:
    """Change the tracking number of a parcel, the last one where none is named, and email the buyer again;
    False if nothing differs.

    Raises CannotCorrect for an order or parcel that wasn't sent, NumberTaken for another parcel's number.
    """
    order = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    last = order.parcels.sent().last()  # orders from before there were parcels have none
    found = order.parcels.sent().filter(pk=parcel.pk).first() if parcel else last
    if parcel and not found or not found and order.status not in statuses.RECEIVED:
        raise CannotCorrect(f"Order {order.number} wasn’t sent.")
    before = found.tracking_number if found else order.tracking_number
    if number == before:
        return False
    if taken := lock_number(number, order=order):
        raise NumberTaken(taken)
    if found == last and order.status in statuses.RECEIVED:
        Order.objects.filter(pk=order.pk).update(tracking_number=number)
    if found:
        order.parcels.filter(pk=found.pk).update(tracking_number=number)
    changes = [("Tracking number", before, number)]
    log_change(order=order, action="order.tracking_corrected", by=by, changes=changes, why=why.strip())
    _tell(order, "order.dispatched", found)
    return True


@transaction.atomic
def note_delivered(*, order: Order, by: User) -> None:
    """Note that a parcel has arrived. Raises CannotCorrect for one that isn't on its way."""
    if not order.move(statuses.DELIVERED):
        raise CannotCorrect(f"Order {order.number} isn’t on its way.")
    log_change(order=order, action="order.delivered", by=by)


@transaction.atomic
def send_email_again(*, order: Order, email: OutboxEmail, by: User) -> OutboxEmail:
    """Queue an email of the order again; the first one stays as it is."""
    again = outbox.resend(email)
    changes: list[Change] = [("Email", "", email.subject or email.kind)]
    log_change(order=order, action="order.email_repeated", by=by, changes=changes)
    return again


@transaction.atomic
def write_note(*, order: Order, by: User, message: str) -> OrderNote:
    """Add a note for colleagues; a second click within a minute adds no second one."""
    Order.objects.select_for_update().get(pk=order.pk)
    just_now = timezone.now() - timedelta(minutes=1)
    same = order.notes.filter(user=by, message=message, date_created__gte=just_now)
    found: OrderNote = same.first() or order.notes.create(user=by, message=message)
    return found


@transaction.atomic
def change_note(*, note: OrderNote, by: User, message: str) -> None:
    """Change one's own note within the hour. Raises CannotCorrect after that."""
    note = OrderNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if not note.may_be_changed_by(by):
        raise CannotCorrect("A note can be changed for an hour, by its author. Add another one.")
    if message == note.message:
        return
    changes: list[Change] = [("Note", note.message, message)]
    note.message = message
    note.save(update_fields=["message", "date_updated"])
    log_change(order=note.order, action="order.note_changed", by=by, changes=changes)
