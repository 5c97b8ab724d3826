"""Gives money back: the row and its key are committed first, then Stripe is asked with them."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction

from shop.money import from_pence
from shop.order import statuses
from shop.order.change_log import Change, log_change
from shop.order.models import Order, Return
from shop.order.services import queue_email_once
from shop.payment.models import PaymentAttempt, Refund
from shop.payment.provider import OutcomeUnknown, Refused, provider_of
from shop.payment.services.balance import RESERVED, refundable_amount, refunded_pieces
from shop.payment.services.locking import lock_order_and_attempt
from shop.payment.services.refunds.outcome import apply_refund, end_order, refuse
from shop.payment.services.refunds.returns import follow_refunds

NOT_SENT = {statuses.PAID, statuses.REVIEW}

PART_SENT = (
    "A part of order {number} has left, so it can’t be cancelled any more. Refund what is still to be sent, "
    "with “Back for sale”: then nothing more leaves."
)


class CannotRefund(Exception):
    """It can't be given back as asked; the text is for staff, nothing was written and Stripe not asked."""


@dataclass(frozen=True)
class RefundQuantity:
    """So many of an order line, put back for sale or not."""

    line: Any
    quantity: int
    restock: bool


@dataclass(frozen=True)
class RefundRequest:
    """Who gives money back, and why: Stripe gets its own word for our `cause`.

    `most` is how many pence of one order this person may give back; None where nothing limits them.
    """

    by: Any = None
    cause: str = ""
    note: str = ""
    delivery: int = 0  # pence of the amount that are for delivery
    deducted: int = 0  # pence that were taken off what the items cost, because they are worth less
    deducted_why: str = ""
    item_return: Return | None = None  # the return that it settles
    most: int | None = None


def refund_payment(
    *,
    attempt: PaymentAttempt,
    key: uuid.UUID,
    amount: int,
    asked: RefundRequest,
    pieces: tuple[RefundQuantity, ...] = (),
) -> Refund:
    """Give so many pence of a payment back; the same key again is the same refund (a double click).

    Raises CannotRefund. A refund that comes back `new` has had no answer: the sweep asks again.
    """
    return send_refund(refund=_enter(attempt, key, amount, asked, pieces))


@transaction.atomic
def _enter(
    attempt: PaymentAttempt,
    key: uuid.UUID,
    amount: int,
    asked: RefundRequest,
    pieces: tuple[RefundQuantity, ...],
) -> Refund:
    order, attempt = lock_order_and_attempt(attempt.pk)
    if entered := Refund.objects.filter(key=key, attempt=attempt).first():
        return entered
    _check(order, attempt, amount, pieces)
    _check_return(order, asked)
    _check_limit(order, amount, asked)
    refund = _row(attempt, key, amount, asked)
    for part in pieces:
        refund.lines.create(line=part.line, quantity=part.quantity, restock=part.restock)
    _log(order, "order.refunded", asked, "Given back", amount)
    return refund


def _check(order: Order, attempt: PaymentAttempt, amount: int, pieces: tuple[RefundQuantity, ...]) -> None:
    available = refundable_amount(attempt)
    if attempt.state != PaymentAttempt.State.SUCCEEDED:
        raise CannotRefund("This payment received no money.")
    if not 0 < amount <= available:
        raise CannotRefund(f"Between £0.01 and £{from_pence(available)} can be refunded.")
    if amount == available and order.status == statuses.PAID and not order.is_contribution:
        _check_all_of_it(order, pieces)
    for part in pieces:
        free = part.line.quantity - refunded_pieces(part.line)
        if part.line.order_id != order.pk or not 0 < part.quantity <= free:
            raise CannotRefund(f"Of {part.line.title}, {free} can still be refunded.")


def _check_all_of_it(order: Order, pieces: tuple[RefundQuantity, ...]) -> None:
    """Nothing may leave unpaid: what is still to be sent goes back for sale with the last of the money."""
    if not order.is_part_sent:
        raise CannotRefund("That is all of it, and the order isn’t sent yet: cancel the order instead.")
    taken_out = {part.line.pk: part.quantity for part in pieces if part.restock}
    if any(line.quantity_to_send > taken_out.get(line.pk, 0) for line in order.lines.all()):
        raise CannotRefund("That is all of it: put what is still to be sent back for sale, too.")


def _check_return(order: Order, asked: RefundRequest) -> None:
    """The order is locked: of two colleagues who refund a return at once, the second one hears of it."""
    row = asked.item_return
    if row is None:
        return
    if row.order_id != order.pk:
        raise CannotRefund("The return is of another order.")
    last = row.refunds.filter(state__in=RESERVED).select_related("requested_by").last()
    is_asked = last is not None and last.state == Refund.State.NEW
    if is_asked or not Return.objects.filter(pk=row.pk, settled_at=None).exists():
        who = f" by {last.requested_by.called}" if last and last.requested_by else ""
        raise CannotRefund(f"This return has been settled already{who}. Nothing was given back twice.")


def _check_limit(order: Order, amount: int, asked: RefundRequest) -> None:
    """The order is locked: two refunds at once count both."""
    if asked.most is None or not amount:
        return
    rows = Refund.objects.filter(attempt__order=order, state__in=RESERVED)
    if sum(rows.values_list("amount_minor", flat=True)) + amount > asked.most:
        limit = f"£{from_pence(asked.most)}"
        raise CannotRefund(f"Of one order you may give back {limit} altogether: please ask the owner.")


def _log(order: Order, action: str, asked: RefundRequest, what: str, amount: int) -> None:
    if asked.by:
        log_change(
            order=order,
            action=action,
            by=asked.by,
            changes=[(what, "", f"£{from_pence(amount)}"), *_because(asked)],
            why=asked.note,
        )


def _because(asked: RefundRequest) -> list[Change]:
    return [("Reason", "", Refund.Cause(asked.cause).label)] if asked.cause else []


def _stripes_word(cause: str) -> str:
    known = Refund.STRIPES.get(Refund.Cause(cause)) if cause else None
    return known or Refund.Reason.WANTED


def _row(
    attempt: PaymentAttempt, key: uuid.UUID, amount: int, asked: RefundRequest, **more: object
) -> Refund:
    return Refund.objects.create(
        attempt=attempt,
        key=key,
        amount_minor=amount,
        reason=_stripes_word(asked.cause),
        cause=asked.cause,
        note=asked.note[:200],
        delivery_minor=min(asked.delivery, amount),
        deducted_minor=asked.deducted,
        deducted_why=asked.deducted_why[:200],
        item_return=asked.item_return,
        requested_by=asked.by,
        **more,
    )


def cancel_order(*, order: Order, key: uuid.UUID, asked: RefundRequest, restock: bool = True) -> list[Refund]:
    """Cancel an order that has not left, and give back all that is left of its payments.

    It leaves the packing list at once; stock and codes are free when Stripe has accepted, and
    without that it goes to Review: money is never kept on a cancelled order. Raises CannotRefund.
    """
    return [send_refund(refund=refund) for refund in _enter_all(order, key, asked, restock)]


@transaction.atomic
def _enter_all(order: Order, key: uuid.UUID, asked: RefundRequest, restock: bool) -> list[Refund]:
    order = Order.objects.select_for_update().get(pk=order.pk)
    attempts = order.payment_attempts.select_for_update().filter(state=PaymentAttempt.State.SUCCEEDED)
    keys = {attempt: uuid.uuid5(key, str(attempt.pk)) for attempt in attempts.order_by("pk")}
    if entered := list(Refund.objects.filter(key__in=keys.values())):
        return entered
    if order.is_part_sent:
        raise CannotRefund(PART_SENT.format(number=order.number))
    if order.status not in NOT_SENT or not order.move(statuses.CANCELLED):
        raise CannotRefund(f"Order {order.number} is {order.status}: it can’t be cancelled any more.")
    owed = [(attempt, keys[attempt], refundable_amount(attempt)) for attempt in keys]
    _check_limit(order, sum(amount for _, _, amount in owed), asked)
    refunds = [
        _row(attempt, own, amount, asked, ends_order=True, restock=restock)
        for attempt, own, amount in owed
        if amount
    ]
    _log(order, "order.cancelled", asked, "Given back", sum(refund.amount_minor for refund in refunds))
    if not refunds:
        end_order(order, restock=restock)
        follow_refunds(order)
        queue_email_once(order=order, kind="cancelled")  # a refund tells the others
    return refunds


def send_refund(*, refund: Refund) -> Refund:
    """Ask Stripe for a refund that is entered; a lost answer leaves it `new`, to be asked again."""
    if refund.state != Refund.State.NEW:
        return refund
    order = refund.attempt.order
    names = {"order_number": order.number, "refund_key": str(refund.key), "site": settings.SHOP_URL}
    try:
        found = provider_of(refund.attempt.provider).create_refund(
            key=str(refund.key),
            intent_id=str(refund.attempt.intent_id),
            amount=refund.amount_minor,
            reason=refund.reason,
            metadata=names,
        )
    except Refused as error:
        return refuse(refund.pk, error.code)
    except OutcomeUnknown:
        return refund
    return apply_refund(found) or refund


def entered_refund(*, attempt: PaymentAttempt, key: str) -> Refund | None:
    """The refund that a form with this key has made already, if it has."""
    try:
        return Refund.objects.filter(attempt=attempt, key=uuid.UUID(key)).first()
    except ValueError:
        return None
