"""The PaymentIntent of an attempt: found at Stripe, or created there with the attempt's own key."""

from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from shop.order.models import Order
from shop.payment.models import PaymentAttempt
from shop.payment.provider import GatewayError, Intent, Refused, ServerFailed, ShipTo, provider_of
from shop.payment.services.attempts import KEY_LASTS, PaymentsUnavailable, unavailable
from shop.payment.services.transitions import ENDED, advance, fail_attempt
from shop.payment.statement import statement_suffix

State = PaymentAttempt.State
FAILURE_REPEATS = "stripe_failed"  # the stored `last_error` of a key to which Stripe repeats its own failure
CLOCKS_DIFFER = timedelta(minutes=5)


def find_or_create(attempt: PaymentAttempt) -> Intent | None:
    """The attempt's PaymentIntent; None when Stripe has none and the attempt's key can't make one.

    For a day Stripe repeats its first answer to a key. That is what we want where only the answer was
    lost, but a failure of Stripe's own is repeated as well. Raises PaymentsUnavailable.
    """
    if attempt.last_error != FAILURE_REPEATS and timezone.now() - attempt.created_at < KEY_LASTS:
        return create_for(attempt)
    if intent := _look_up(attempt):
        _store(attempt, intent)
    return intent


def create_for(attempt: PaymentAttempt) -> Intent:
    """Create a PaymentIntent with the attempt's key and store its id; raises PaymentsUnavailable.

    Without an answer the attempt stays new, and the next call gets the same PaymentIntent. If Stripe
    refuses, the order is cancelled and staff are told.
    """
    try:
        intent = _ask_for_one(attempt)
    except Refused as error:
        fail_attempt(attempt_id=attempt.pk, code=error.code)
        raise PaymentsUnavailable from error
    except GatewayError as error:
        if isinstance(error, ServerFailed):
            PaymentAttempt.objects.filter(pk=attempt.pk, intent_id=None).update(last_error=FAILURE_REPEATS)
        raise unavailable(error) from error
    _store(attempt, intent)
    if attempt.state in ENDED:  # it ended while Stripe answered, so nobody may pay this any more
        with suppress(GatewayError):  # nobody has its secret, and reconciliation tries again
            provider_of(attempt.provider).cancel_intent(intent.id, key=f"late:{attempt.key}")
        raise PaymentsUnavailable
    return intent


def _ask_for_one(attempt: PaymentAttempt) -> Intent:
    order = attempt.order
    return provider_of(attempt.provider).create_intent(
        key=str(attempt.key),
        amount=attempt.amount_minor,
        currency=attempt.currency,
        metadata={"order_number": order.number, "attempt_id": str(attempt.pk), "site": settings.SHOP_URL},
        description=f"Order {order.number}",
        methods=attempt.methods.split(","),
        statement=statement_suffix(order.number),
        ship_to=None if attempt.by_wallet else _ship_to(order),
    )


def _ship_to(order: Order) -> ShipTo | None:
    """The delivery address, which Stripe's Radar compares with the card's."""
    address = order.shipping_address
    return address and ShipTo(
        name=address.name,
        line1=address.line1,
        line2=address.line2,
        town=address.line4,
        postcode=address.postcode,
        country=address.country_id,
    )


def _look_up(attempt: PaymentAttempt) -> Intent | None:
    """Find it by its metadata in a list, because Stripe's search lags behind."""
    try:
        made = provider_of(attempt.provider).list_intents(since=attempt.created_at - CLOCKS_DIFFER)
    except GatewayError as error:
        raise unavailable(error) from error
    ours = (intent for intent in made if intent.site == settings.SHOP_URL)
    return next((intent for intent in ours if intent.attempt_id == str(attempt.pk)), None)


def _store(attempt: PaymentAttempt, intent: Intent) -> None:
    """Store the id and open an attempt that is still new. A webhook may have been quicker."""
    if attempt.state == State.NEW and advance(attempt, State.OPEN, intent_id=intent.id, last_error=""):
        return
    PaymentAttempt.objects.filter(pk=attempt.pk, intent_id=None).update(intent_id=intent.id, last_error="")
    attempt.refresh_from_db()
    if attempt.state == State.NEW:
        advance(attempt, State.OPEN)
