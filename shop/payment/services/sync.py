"""Learning what became of a payment. `settle` is the only way to Paid."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from shop.money import from_pence
from shop.order import statuses
from shop.order.models import Order
from shop.order.services import CodeGone, alert_staff, move_order, queue_email_once, reallocate
from shop.partner.models import OutOfStock
from shop.payment import gateway
from shop.payment.ledger import post_payment
from shop.payment.models import PaymentAttempt
from shop.payment.services.attempts import UnknownAtStripe, unavailable
from shop.payment.services.declines import count_decline

State = PaymentAttempt.State


def sync_attempt(*, attempt: PaymentAttempt) -> PaymentAttempt:
    """Ask Stripe what became of a payment and record it. Safe to call any number of times, by anyone.

    Callers: webhook, return page, status poll, sweep, expiry, staff. Raises PaymentsUnavailable
    when Stripe doesn't answer; nothing has changed then. What Stripe doesn't know goes to Review.
    """
    if attempt.state == State.SUCCEEDED or not attempt.intent_id:
        return attempt
    try:
        return apply_intent(attempt.pk, fetch_intent(attempt))
    except UnknownAtStripe:
        return PaymentAttempt.objects.get(pk=attempt.pk)


def fetch_intent(attempt: PaymentAttempt) -> gateway.Intent:
    """The attempt's PaymentIntent as Stripe knows it now; raises PaymentsUnavailable or UnknownAtStripe."""
    try:
        return gateway.retrieve_intent(str(attempt.intent_id))
    except gateway.NotFound as error:
        _mark_unknown_at_stripe(attempt.pk, error.code)
        raise UnknownAtStripe("Stripe doesn’t know this payment: its order is in Review now.") from error
    except gateway.GatewayError as error:
        raise unavailable(error) from error


@transaction.atomic
def _mark_unknown_at_stripe(attempt_id: int, code: str) -> None:
    """Asked with these keys it can't end by itself; with those it was made with it may still be paid."""
    order, attempt = lock_order_and_attempt(attempt_id)
    if attempt.state in PaymentAttempt.ENDED:
        return
    attempt.state, attempt.last_error = State.FAILED, code[:60]
    attempt.save()
    name = attempt.intent_id
    _review(order, f"Stripe doesn’t know its payment {name}: were keys or account changed? Look there first.")


def lock_order_and_attempt(attempt_id: int) -> tuple[Any, PaymentAttempt]:
    """Lock order, then attempt: always in that order, inside a transaction."""
    order = Order.objects.select_for_update(of=("self",)).get(payment_attempts=attempt_id)
    return order, PaymentAttempt.objects.select_for_update().get(pk=attempt_id)


@transaction.atomic
def apply_intent(attempt_id: int, intent: gateway.Intent) -> PaymentAttempt:
    """Move order and attempt by what Stripe says.

    An attempt that is closing stays so until Stripe says it is over, and one that has ended
    moves only if money came after all (T8).
    """
    order, attempt = lock_order_and_attempt(attempt_id)
    if attempt.state == State.SUCCEEDED:
        return attempt
    if intent.status == "succeeded":
        _succeed(order, attempt, intent)
    elif attempt.state not in PaymentAttempt.ENDED:
        _follow(attempt, intent)
    attempt.save()
    return attempt


def _follow(attempt: PaymentAttempt, intent: gateway.Intent) -> None:
    """A payment that isn't through: refused, waiting for the bank, or given up at Stripe."""
    if intent.decline_code:
        attempt.last_error = intent.decline_code[:60]
        is_new = count_decline(attempt, reference=intent.decline_reference, code=attempt.last_error)
        if is_new and attempt.state != State.CLOSING:
            queue_email_once(order=attempt.order, kind="unpaid")  # the link to pay it, once an order
    attempt.awaits_bank = intent.status == "requires_action"
    if intent.status == "processing":
        attempt.state = State.PROCESSING
    elif attempt.state != State.CLOSING:
        # Also where Stripe says canceled: close_payment then ends attempt and order together.
        attempt.state = State.CLOSING if intent.status == "canceled" else State.OPEN


def _succeed(order: Any, attempt: PaymentAttempt, intent: gateway.Intent) -> None:
    problem = _disagreement(order, attempt, intent)
    attempt.state, attempt.last_error = State.SUCCEEDED, ""
    attempt.received_minor, attempt.charge_id = intent.amount_received, intent.charge_id
    attempt.foreign = (intent.currency, intent.livemode) != (attempt.currency, attempt.livemode)
    amount = from_pence(intent.amount_received)
    post_payment(order=order, attempt=attempt, amount=amount, charge_id=intent.charge_id)
    if problem:
        _review(order, problem)
    elif order.status == statuses.CANCELLED:
        _revive(order)
    elif move_order(order=order, to=statuses.PAID):
        queue_email_once(order=order, kind="confirmation")


def _disagreement(order: Any, attempt: PaymentAttempt, intent: gateway.Intent) -> str:
    """What is wrong with a payment that came; nothing if exactly what was owed has been taken, once."""
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


def _review(order: Any, problem: str) -> None:
    """Nothing leaves the house until staff have looked (T7)."""
    move_order(order=order, to=statuses.REVIEW)
    alert_staff(order=order, message=problem)


def _revive(order: Any) -> None:
    """Money came for an order that was cancelled: sell it after all if goods and codes are there (T8)."""
    try:
        with transaction.atomic():
            reallocate(order=order)
            move_order(order=order, to=statuses.PAID)
    except OutOfStock:
        _review(order, "Paid after it was cancelled, and the items have sold out: cancel it again.")
    except CodeGone as problem:
        _review(order, f"Paid after it was cancelled, and {problem} is used up: accept it, or cancel it.")
    else:
        queue_email_once(order=order, kind="confirmation")


@transaction.atomic
def settle_free_order(*, order: Any) -> None:
    """An order of £0.00 needs no payment: Stripe takes none (T0z)."""
    if order.total_incl_tax != Decimal("0.00"):
        raise ValueError("Only an order of £0.00 is paid without a payment")
    if move_order(order=order, to=statuses.PAID):
        queue_email_once(order=order, kind="confirmation")
