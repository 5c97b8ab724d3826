"""Sync a payment: ask Stripe about it and apply the answer. A payment makes an order Paid only here."""

from datetime import timedelta
from decimal import Decimal

from django.db import transaction

from shop.mail import switches
from shop.money import from_pence
from shop.order import statuses
from shop.order.models import Order
from shop.order.services import (
    CodeGone,
    alert_staff,
    confirm_by_email,
    move_order,
    queue_email_once,
    reallocate,
)
from shop.partner.models import OutOfStock
from shop.payment.ledger import post_payment
from shop.payment.models import PaymentAttempt
from shop.payment.provider import GatewayError, Intent, NotFound, provider_of
from shop.payment.services.attempts import UnknownAtStripe, unavailable
from shop.payment.services.declines import count_decline
from shop.payment.services.locking import lock_order_and_attempt
from shop.payment.services.transitions import ENDED, advance

State = PaymentAttempt.State
ANOTHER_CARD = timedelta(minutes=2)  # most buyers try one at once; whoever pays meanwhile gets no link to pay


def sync_attempt(*, attempt: PaymentAttempt) -> PaymentAttempt:
    """Ask Stripe about a payment and apply the answer; safe to repeat, and to call from anywhere.

    Callers: webhook, return page, status poll, sweep, expiry, staff. Raises PaymentsUnavailable, with
    nothing changed, when Stripe doesn't answer. A payment that Stripe doesn't know goes to Review.
    """
    if attempt.state == State.SUCCEEDED or not attempt.intent_id:
        return attempt
    try:
        return apply_intent(attempt.pk, fetch_intent(attempt))
    except UnknownAtStripe:
        return PaymentAttempt.objects.get(pk=attempt.pk)


def fetch_intent(attempt: PaymentAttempt) -> Intent:
    """The attempt's PaymentIntent as Stripe knows it now; raises PaymentsUnavailable or UnknownAtStripe."""
    try:
        return provider_of(attempt.provider).retrieve_intent(str(attempt.intent_id))
    except NotFound as error:
        _mark_unknown_at_stripe(attempt.pk, error.code)
        raise UnknownAtStripe("Stripe doesn’t know this payment: its order is in Review now.") from error
    except GatewayError as error:
        raise unavailable(error) from error


@transaction.atomic
def _mark_unknown_at_stripe(attempt_id: int, code: str) -> None:
    """Leave it to staff: with the keys that it was made with, the payment may still succeed."""
    order, attempt = lock_order_and_attempt(attempt_id)
    if attempt.state in ENDED:
        return
    advance(attempt, State.FAILED, last_error=code[:60])
    name = attempt.intent_id
    _review(order, f"Stripe doesn’t know its payment {name}: were keys or account changed? Look there first.")


@transaction.atomic
def apply_intent(attempt_id: int, intent: Intent) -> PaymentAttempt:
    """Move attempt and order by what Stripe says. An ended attempt moves only if money came after all."""
    order, attempt = lock_order_and_attempt(attempt_id)
    if attempt.state == State.SUCCEEDED:
        return attempt
    if intent.status == "succeeded":
        _succeed(order, attempt, intent)
    elif attempt.state not in ENDED:
        _follow(attempt, intent)
    return attempt


def _follow(attempt: PaymentAttempt, intent: Intent) -> None:
    """A payment without money yet: refused, waiting for the bank, or cancelled at Stripe."""
    error = attempt.last_error
    if intent.decline_code:
        error = intent.decline_code[:60]
        is_new = count_decline(attempt, reference=intent.decline_reference, code=error)
        if is_new and attempt.state != State.CLOSING:
            _bring_the_link(attempt.order)
    attempt.awaits_bank = intent.status == "requires_action"
    advance(attempt, _state_for(attempt, intent), last_error=error)


def _bring_the_link(order: Order) -> None:
    """Once an order. Of a contribution nothing is kept for anybody, and nobody is asked for it twice."""
    if not order.is_contribution and switches.is_on("order.unpaid"):
        queue_email_once(order=order, kind="unpaid", delay=ANOTHER_CARD)


def _state_for(attempt: PaymentAttempt, intent: Intent) -> State:
    """An attempt that is closing stays so until Stripe says that it is over.

    One that was cancelled at Stripe is closing, too: `cancel_attempt` then ends attempt and order together.
    """
    if intent.status == "processing":
        return State.PROCESSING
    is_closing = attempt.state == State.CLOSING or intent.status == "canceled"
    return State.CLOSING if is_closing else State.OPEN


def _succeed(order: Order, attempt: PaymentAttempt, intent: Intent) -> None:
    problem = _disagreement(order, attempt, intent)
    advance(
        attempt,
        State.SUCCEEDED,
        last_error="",
        received_minor=intent.amount_received,
        charge_id=intent.charge_id,
        foreign=(intent.currency, intent.livemode) != (attempt.currency, attempt.livemode),
    )
    amount = from_pence(intent.amount_received)
    post_payment(order=order, attempt=attempt, amount=amount, charge_id=intent.charge_id)
    if problem:
        _review(order, problem)
    elif order.status == statuses.CANCELLED:
        _revive(order)
    elif move_order(order=order, to=statuses.PAID):
        confirm_by_email(order=order)


def _disagreement(order: Order, attempt: PaymentAttempt, intent: Intent) -> str:
    """What is wrong with a payment that succeeded; empty if Stripe took exactly what was owed, once."""
    taken = (intent.id, intent.amount_received, intent.currency, intent.livemode)
    owed = (attempt.intent_id, attempt.amount_minor, attempt.currency, attempt.livemode)
    if intent.attempt_id != str(attempt.pk):
        return f"Stripe’s payment {intent.id} names another attempt than ours."
    if taken != owed:
        took = f"{intent.amount_received} {intent.currency}"
        return f"Stripe took {took} for {intent.id}, which isn’t the order’s total."
    if order.payment_attempts.filter(state=State.SUCCEEDED).exclude(pk=attempt.pk).exists():
        return f"A second payment, {intent.id}, has come for this order."
    return ""


def _review(order: Order, problem: str) -> None:
    """Put the order in Review: nothing is sent until staff have looked."""
    move_order(order=order, to=statuses.REVIEW)
    alert_staff(order=order, message=problem)


def _revive(order: Order) -> None:
    """Money came for a cancelled order: make it Paid if its stock and codes are still free, else Review."""
    try:
        with transaction.atomic():
            reallocate(order=order)
            move_order(order=order, to=statuses.PAID)
    except OutOfStock:
        _review(order, "Paid after it was cancelled, and the items have sold out: cancel it again.")
    except CodeGone as problem:
        _review(order, f"Paid after it was cancelled, and {problem} is used up: accept it, or cancel it.")
    else:
        confirm_by_email(order=order)


@transaction.atomic
def settle_free_order(*, order: Order) -> None:
    """Make an order of £0.00 Paid without a payment, because Stripe takes none of £0.00."""
    if order.total_incl_tax != Decimal("0.00"):
        raise ValueError("Only an order of £0.00 is paid without a payment")
    if move_order(order=order, to=statuses.PAID):
        confirm_by_email(order=order)
