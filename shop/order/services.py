"""Order services: change the status, set stock and codes aside and free them, queue emails; each once."""

import logging
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import F
from oscar.core.loading import get_class, get_model

from shop.accounts.models import User
from shop.catalogue.models import Batch
from shop.mail import outbox
from shop.offer.models import ConditionalOffer, OfferUsedUp
from shop.order import statuses
from shop.order.dispatch import close_if_all_sent
from shop.order.models import Line, Order
from shop.partner import stock
from shop.partner.movements import Kind
from shop.partner.taking import take
from shop.voucher.earlier_uses import has_used

logger = logging.getLogger(__name__)


def move_order(*, order: Order, to: str) -> bool:
    """Change an order's status; False when it had another status than the move needs."""
    return bool(order.move(to))


@transaction.atomic
def release_order(*, order: Order) -> bool:
    """Cancel an unpaid order and release its stock, codes and offers; False when its status has changed.

    Codes and offers first, then stock: placing an order locks them in this sequence, too.
    """
    if not order.move(statuses.CANCELLED):
        return False
    _give_back_codes(order)
    get_class("order.processing", "EventHandler")().follow(order, statuses.CANCELLED)
    return True


def _give_back_codes(order: Order) -> None:
    """Subtract an order's use of codes and offers from their counters; Oscar never does."""
    vouchers = get_model("voucher", "Voucher").objects
    applications = get_model("voucher", "VoucherApplication").objects.filter(order=order)
    used = sorted(set(applications.values_list("voucher_id", flat=True)))
    list(vouchers.select_for_update().filter(pk__in=used).order_by("pk"))
    for pk in used:
        vouchers.filter(pk=pk).update(num_orders=F("num_orders") - 1)
    ConditionalOffer.lock(order.discounts.values_list("offer_id", flat=True))
    for discount in order.discounts.order_by("voucher_id", "offer_id"):
        vouchers.filter(pk=discount.voucher_id).update(total_discount=F("total_discount") - discount.amount)
        offer = ConditionalOffer(pk=discount.offer_id)
        offer.release_usage(freq=discount.frequency, amount=discount.amount)
    applications.delete()


@transaction.atomic
def release_allocations(*, order: Order, restock: bool) -> None:
    """Release the codes, offers and remaining stock of a paid order that was cancelled.

    Without `restock` the items are written off, because they can't be sold any more.
    """
    if not order.lines.exclude(status=statuses.LINE_CANCELLED).exists():
        return
    _give_back_codes(order)
    handler = get_class("order.processing", "EventHandler")()
    handler.follow(order, statuses.CANCELLED if restock else statuses.WRITTEN_OFF)


@transaction.atomic
def take_back_pieces(*, order: Order, line: Line, quantity: int) -> None:
    """Make refunded items available again: from the allocation before dispatch, from a return after it."""
    unsent = 0
    if order.status not in (statuses.DISPATCHED, statuses.DELIVERED):
        line.refresh_from_db(fields=["quantity_sent", "quantity_withdrawn"])
        unsent = min(quantity, line.quantity_to_send)
        _withdraw(order, line, unsent)
    if quantity > unsent and line.stockrecord and line.can_track_allocations:
        _put_back(line, quantity - unsent)


def _withdraw(order: Order, line: Line, quantity: int) -> None:
    """Pieces that won't be sent; where they were the last ones of a part-sent order, it is sent."""
    if line.stockrecord and quantity:
        line.cancel_allocation(quantity)
    order.lines.filter(pk=line.pk).update(quantity_withdrawn=F("quantity_withdrawn") + quantity)
    close_if_all_sent(order)


@transaction.atomic
def withdraw_rest(*, order: Order) -> None:
    """Put up for sale again what a part-sent order was still to get; it counts as sent then."""
    for line in order.lines.select_related("stockrecord").order_by("stockrecord_id", "pk"):
        if line.quantity_to_send:
            _withdraw(order, line, line.quantity_to_send)


def _put_back(line: Line, quantity: int) -> None:
    """Into the batches that they came from; pieces of a batch that isn't sold any more stay off sale."""
    reason = f"Order {line.order.number}"
    for batch_id, pieces, is_sendable in _came_from(line, quantity):
        common = {"record_id": line.stockrecord_id, "batch_id": batch_id}
        stock.adjust(**common, pieces=pieces, entry=stock.Entry(Kind.PUT_BACK, reason, line_id=line.pk))
        if not is_sendable:
            entry = stock.Entry(Kind.BLOCKED, f"Returned with order {line.order.number}")
            stock.adjust(**common, pieces=-pieces, entry=entry)


def _came_from(line: Line, quantity: int) -> list[tuple[int | None, int, bool]]:
    """Batch, pieces, and whether the batch may still be sold.

    The batch is None where the ledger doesn't know it. The packer's note does then, as far as there is one.
    """
    sold = stock.sold_by_batch(line.pk)
    here = Batch.objects.sendable().filter(movements__line=line)
    sendable: set[int | None] = set(here.values_list("pk", flat=True))
    noted = Batch.objects.filter(order_lines__in=line.batches.standing())
    if not noted.exclude(pk__in=Batch.objects.sendable()).exists():
        sendable.add(None)
    return [(batch, pieces, batch in sendable) for batch, pieces in take(quantity, sold)]


@transaction.atomic
def take_in_returned(*, line: Line, quantity: int, may_be_sold: bool, reason: str, by: User) -> int:
    """Enter pieces that a buyer sent back; returns how many are for sale again, in their own batches.

    The others are entered and written off, so that the ledger knows that they are with the buyer no more.
    """
    if not line.stockrecord_id or not line.can_track_allocations:
        return 0
    kept = 0
    for batch_id, pieces, is_sendable in _came_from(line, quantity):
        common = {"record_id": line.stockrecord_id, "batch_id": batch_id}
        stock.adjust(**common, pieces=pieces, entry=stock.Entry(Kind.PUT_BACK, reason, by, line.pk))
        if may_be_sold and is_sendable:
            kept += pieces
        else:
            stock.adjust(**common, pieces=-pieces, entry=stock.Entry(Kind.WRITTEN_OFF, reason, by))
    return kept


def allocate_missing(*, order: Order) -> None:
    """Allocate what an order in Review has lost; raises OutOfStock or CodeGone."""
    if order.lines.filter(status=statuses.LINE_CANCELLED).exists():
        reallocate(order=order)


class CodeGone(Exception):
    """Other orders have used up a code or offer of this order."""


def _take_codes_again(order: Order) -> None:
    """Count codes and offers as used again, with the same sequence of locks; raises CodeGone."""
    vouchers = get_model("voucher", "Voucher").objects
    used = set(order.discounts.exclude(voucher_id=None).values_list("voucher_id", flat=True))
    for voucher in vouchers.select_for_update().filter(pk__in=used).order_by("pk"):
        is_free = voucher.is_available_to_user(user=order.user or AnonymousUser())[0]
        if not is_free or has_used(voucher, email=order.email):
            raise CodeGone(voucher.code)
        voucher.applications.create(order=order, user=order.user)
        vouchers.filter(pk=voucher.pk).update(num_orders=F("num_orders") + 1)
    ConditionalOffer.lock(order.discounts.values_list("offer_id", flat=True))
    for discount in order.discounts.order_by("voucher_id", "offer_id"):
        vouchers.filter(pk=discount.voucher_id).update(total_discount=F("total_discount") + discount.amount)
        for offer in ConditionalOffer.objects.filter(pk=discount.offer_id):
            try:
                offer.record_usage({"freq": discount.frequency, "discount": discount.amount})
            except OfferUsedUp as problem:
                raise CodeGone(offer.name) from problem


@transaction.atomic
def reallocate(*, order: Order) -> None:
    """Allocate a cancelled order again; raises OutOfStock or CodeGone, and then nothing is allocated."""
    _take_codes_again(order)
    for line in order.lines.select_related("stockrecord").order_by("stockrecord_id"):
        if line.stockrecord is None or not line.can_track_allocations:
            continue
        line.stockrecord.allocate(line.quantity_to_send)
        order.lines.filter(pk=line.pk).update(
            num_allocated=line.quantity_to_send, allocation_cancelled=False, status=statuses.LINE_OPEN
        )


class CannotSettle(Exception):
    """It can't be done without a reason; the text is for staff."""


def alert_staff(*, order: Order, message: str) -> None:
    """Add a note to the order and an error to the log, where monitoring finds it."""
    order.notes.create(message=message, note_type="System")
    logger.error("Order %s needs a look: %s", order.number, message)


def confirm_by_email(*, order: Order) -> None:
    """Queue the confirmation of an order that is paid, or the receipt of a contribution; once."""
    queue_email_once(order=order, kind="contribution" if order.is_contribution else "confirmation")


def queue_email_once(*, order: Order, kind: str, delay: timedelta = timedelta(0)) -> bool:
    """Queue an email to the buyer once; False where it was queued before.

    “refund:3” is about that refund, “cancellation:12” about that notice: an order can have several.
    """
    kind, _, key = kind.partition(":")
    queued = outbox.queue_once(
        f"order.{kind}",
        key=f"{order.pk}:{key}",
        to=order.email,
        args={"order_id": order.pk} | ({"key": int(key)} if key else {}),
        reference=order.email_reference,
        delay=delay,
    )
    return queued is not None
