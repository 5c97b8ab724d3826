"""Starting a payment, or finding the one that was started."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from shop.order import statuses
from shop.payment import gateway
from shop.payment.models import PaymentAttempt
from shop.payment.services.attempts import (
    KEY_LASTS,
    ClientKeys,
    PaymentsUnavailable,
    current_attempt,
    unavailable,
)
from shop.payment.services.cancel import fail_attempt
from shop.payment.services.declines import refuse_card_testing
from shop.payment.services.sync import apply_intent, fetch_intent, lock_order_and_attempt

State = PaymentAttempt.State
ANSWER_KEPT = "stripe_failed"
CLOCKS_DIFFER = timedelta(minutes=5)
MOST_ATTEMPTS = 5


def start_payment(*, order: Any, visitor: ClientKeys) -> gateway.Intent:
    """Create the order's PaymentIntent, or fetch it if it is there; no transaction is open meanwhile.

    The attempt's key was committed with the order, so a repeat after a crash or a lost answer
    gets the PaymentIntent that the first call made. Raises PaymentsUnavailable or TooManyDeclines.
    """
    attempt = current_attempt(order)
    if settings.PAYMENTS == "off" or attempt is None or order.status != statuses.PENDING:
        raise PaymentsUnavailable
    refuse_card_testing(attempt, visitor)
    PaymentAttempt.objects.filter(pk=attempt.pk).update(
        session_hash=visitor.session, address_hash=visitor.address
    )
    if not attempt.intent_id:
        return find_or_create(attempt) or _create(_next_attempt(attempt))
    intent = fetch_intent(attempt)
    apply_intent(attempt.pk, intent)
    refuse_card_testing(attempt, visitor)  # Stripe may just have told of one more refused card
    return intent


def find_or_create(attempt: PaymentAttempt) -> gateway.Intent | None:
    """The attempt's PaymentIntent; None when Stripe has none and the attempt's key can't make one (T1u).

    The key gets the same answer again and again: what the first call made where only its answer
    was lost, but a failure of Stripe's own just as well, for a day.
    """
    if attempt.last_error != ANSWER_KEPT and timezone.now() - attempt.created_at < KEY_LASTS:
        return _create(attempt)
    if intent := _look_up(attempt):
        _remember(attempt, intent)
    return intent


def _create(attempt: PaymentAttempt) -> gateway.Intent:
    """Call Stripe with the attempt's own key and remember the answer (T1).

    A lost answer leaves the attempt new, and the next call gets the same PaymentIntent (T1u). A
    definite no is our own fault: the order is cancelled and staff are told (T1f).
    """
    order = attempt.order
    names = {"order_number": order.number, "attempt_id": str(attempt.pk), "site": settings.SHOP_URL}
    try:
        intent = gateway.create_intent(
            key=str(attempt.key),
            amount=attempt.amount_minor,
            currency=attempt.currency,
            metadata=names,
            description=f"Order {order.number}",
        )
    except gateway.Refused as error:
        fail_attempt(attempt_id=attempt.pk, code=error.code)
        raise PaymentsUnavailable from error
    except gateway.GatewayError as error:
        if isinstance(error, gateway.ServerFailed):
            PaymentAttempt.objects.filter(pk=attempt.pk, intent_id=None).update(last_error=ANSWER_KEPT)
        raise unavailable(error) from error
    _remember(attempt, intent)
    if attempt.state in PaymentAttempt.ENDED:  # given up while Stripe was at it: nobody may pay it any more
        with suppress(gateway.GatewayError):  # nobody has its secret, and the comparison tries again
            gateway.cancel_intent(intent.id, key=f"late:{attempt.key}")
        raise PaymentsUnavailable
    return intent


def _look_up(attempt: PaymentAttempt) -> gateway.Intent | None:
    """By the names we send along, in a list: Stripe's search lags behind."""
    try:
        made = gateway.list_intents(since=attempt.created_at - CLOCKS_DIFFER)
    except gateway.GatewayError as error:
        raise unavailable(error) from error
    ours = (intent for intent in made if intent.site == settings.SHOP_URL)
    return next((intent for intent in ours if intent.attempt_id == str(attempt.pk)), None)


@transaction.atomic
def _next_attempt(attempt: PaymentAttempt) -> PaymentAttempt:
    """A new attempt with a new key in place of one that can't begin; it has no longer to live (T1u).

    Should Stripe make the old one's PaymentIntent after all, it is cancelled and nobody gets its secret.
    """
    order, attempt = lock_order_and_attempt(attempt.pk)
    begun = attempt.intent_id or attempt.state != State.NEW
    if begun or order.status != statuses.PENDING or attempt.number >= MOST_ATTEMPTS:
        raise PaymentsUnavailable
    attempt.state = State.FAILED
    attempt.save()
    kept = ["amount_minor", "currency", "livemode", "expires_at", "session_hash", "address_hash"]
    again = {name: getattr(attempt, name) for name in kept}
    made: PaymentAttempt = order.payment_attempts.create(number=attempt.number + 1, **again)
    return made


def _remember(attempt: PaymentAttempt, intent: gateway.Intent) -> None:
    """Only a new attempt becomes open: the webhook may have been quicker than Stripe's answer to us."""
    rows = PaymentAttempt.objects.filter(pk=attempt.pk)
    if rows.filter(intent_id=None, state=State.NEW).update(
        intent_id=intent.id, state=State.OPEN, last_error=""
    ):
        attempt.intent_id, attempt.state, attempt.last_error = intent.id, State.OPEN, ""
        return
    rows.filter(intent_id=None).update(intent_id=intent.id, last_error="")
    rows.filter(state=State.NEW).update(state=State.OPEN)
    attempt.refresh_from_db()
