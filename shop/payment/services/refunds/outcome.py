"""Applies what Stripe says of a refund, whoever asked for it: stored by its id, each effect once."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from shop.money import from_pence
from shop.order import statuses
from shop.order.models import Order
from shop.order.services import (
    alert_staff,
    move_order,
    queue_email_once,
    release_allocations,
    take_back_pieces,
    withdraw_rest,
)
from shop.payment import gateway
from shop.payment.ledger import post_refund as project
from shop.payment.models import PaymentAttempt, Refund, RefundLine
from shop.payment.services.balance import balance_of
from shop.payment.services.locking import lock_order_and_attempt
from shop.payment.services.refunds.returns import follow_refunds
from shop.signals import money_went_back

State = Refund.State
# Events overtake each other: a state is only ever followed by one that comes after it.
RANK = {
    State.NEW: 0,
    State.PENDING: 1,
    State.REQUIRES_ACTION: 1,
    State.SUCCEEDED: 2,
    State.FAILED: 3,
    State.CANCELED: 3,
}


def apply_refund(found: gateway.Refund) -> Refund | None:
    """Bring our row up to what Stripe says; None when it isn't of a payment of ours."""
    attempt = PaymentAttempt.objects.filter(intent_id=found.intent_id).first()
    if attempt is None or not found.intent_id:
        return None
    with transaction.atomic():
        order, attempt = lock_order_and_attempt(attempt.pk)
        refund = _row_of(attempt, found)
        state = State(found.status) if found.status in State.values else State.PENDING
        if state == refund.state or RANK[state] < RANK[State(refund.state)]:
            return refund
        refund.state, refund.failure = state, found.failure[:60]
        _take_effect(order, refund)
        refund.save()
        project(order=order, refund=refund)
        _nothing_left(order)
        follow_refunds(order)
        money_went_back.send(sender=Refund, order=order)  # last, as it locks the series of documents
    return refund


def _row_of(attempt: PaymentAttempt, found: gateway.Refund) -> Refund:
    """By Stripe's id, else by the key we sent along, else it is one that staff made at Stripe."""
    rows = Refund.objects.select_for_update().filter(attempt=attempt)
    if known := rows.filter(refund_id=found.id).first():
        return known
    ours = rows.filter(refund_id=None, amount_minor=found.amount)
    refund = next((row for row in ours if str(row.key) == found.key), None)
    if refund is None:
        refund = Refund(
            attempt=attempt, amount_minor=found.amount, reason=found.reason[:40], note="Made at Stripe"
        )
    elif refund.state == State.FAILED:  # we took an answer for a no, and Stripe has it after all
        refund.state = State.PENDING
    refund.refund_id = found.id
    refund.save()
    return refund


def _take_effect(order: Order, refund: Refund) -> None:
    """Accepted for the first time: goods go back, the buyer is told. Fallen through: both are told."""
    if refund.state in Refund.FELL_THROUGH:
        _fell_through(order, refund)
        if refund.accepted_at:  # the buyer was told that it is on its way
            queue_email_once(order=order, kind=f"refund_failed:{refund.pk}")
    elif refund.accepted_at is None:
        refund.accepted_at = timezone.now()
        if refund.ends_order:
            end_order(order, restock=refund.restock)
        for part in _restocked(refund):
            _take_back(order, part)
        queue_email_once(order=order, kind=f"refund:{refund.pk}")


def _restocked(refund: Refund) -> QuerySet[RefundLine]:
    """In the order in which placing locks stock."""
    rows = refund.lines.filter(restock=True).select_related("line__stockrecord")
    return rows.order_by("line__stockrecord_id", "pk")


def _take_back(order: Order, part: RefundLine) -> None:
    """Put pieces up for sale, less what an earlier refund of them put back before it fell through."""
    rows = RefundLine.objects.filter(line=part.line)
    standing = rows.filter(restock=True, refund__state__in=Refund.ACCEPTED).exclude(pk=part.pk)
    wanted = part.quantity + sum(standing.values_list("quantity", flat=True))
    part.taken_back = min(part.quantity, max(0, wanted - sum(rows.values_list("taken_back", flat=True))))
    if part.taken_back:
        take_back_pieces(order=order, line=part.line, quantity=part.taken_back)
        part.save(update_fields=["taken_back"])


def end_order(order: Order, *, restock: bool) -> None:
    """A paid order that was cancelled holds nothing any more."""
    if order.status == statuses.CANCELLED:
        release_allocations(order=order, restock=restock)


def _fell_through(order: Order, refund: Refund) -> None:
    """The money is with us again: a cancelled order must not keep it."""
    why = f" ({refund.failure})" if refund.failure else ""
    if order.status == statuses.CANCELLED:
        move_order(order=order, to=statuses.REVIEW)
    alert_staff(order=order, message=f"The refund of £{from_pence(refund.amount_minor)} fell through{why}.")


@transaction.atomic
def refuse(refund_id: int, code: str) -> Refund:
    """Stripe said a definite no: it has not happened and won't by itself."""
    attempt_id = Refund.objects.values_list("attempt_id", flat=True).get(pk=refund_id)
    order, _ = lock_order_and_attempt(attempt_id)
    refund = Refund.objects.select_for_update().get(pk=refund_id)
    if refund.state == State.NEW:
        refund.state, refund.failure = State.FAILED, code[:60]
        refund.save()
        _fell_through(order, refund)
        follow_refunds(order)
    return refund


def _nothing_left(order: Order) -> None:
    """Refunded in full at Stripe while it waits to be packed: nothing may leave unpaid.

    A contribution that went back in full is over.
    """
    if order.status != statuses.PAID:
        return
    books = balance_of(order)
    if books.given_back < books.received:
        return
    if order.is_contribution:
        move_order(order=order, to=statuses.CANCELLED)
    elif order.is_part_sent:
        withdraw_rest(order=order)
        alert_staff(
            order=order, message="It was fully refunded at Stripe. The rest of it isn’t sent any more."
        )
    else:
        move_order(order=order, to=statuses.REVIEW)
        alert_staff(order=order, message="It was fully refunded at Stripe. Cancel it here too.")
