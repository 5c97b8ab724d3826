"""Start the payment of an order, or continue the one that was started."""

from django.conf import settings
from django.db import transaction

from shop.order import statuses
from shop.order.models import Order
from shop.payment.models import PaymentAttempt
from shop.payment.provider import Intent
from shop.payment.services.attempts import ClientKeys, PaymentsUnavailable, current_attempt
from shop.payment.services.declines import refuse_card_testing
from shop.payment.services.intents import create_for, find_or_create
from shop.payment.services.locking import lock_order_and_attempt
from shop.payment.services.sync import apply_intent, fetch_intent
from shop.payment.services.transitions import advance

State = PaymentAttempt.State
MAX_ATTEMPTS = 5
COPIED = [
    *["amount_minor", "currency", "livemode", "expires_at", "session_hash", "address_hash"],
    *["provider", "methods", "by_wallet"],
]


def start_payment(*, order: Order, visitor: ClientKeys) -> Intent:
    """The order's PaymentIntent, created if there is none; no transaction is open while Stripe answers.

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
        return find_or_create(attempt) or create_for(_next_attempt(attempt))
    intent = fetch_intent(attempt)
    apply_intent(attempt.pk, intent)
    refuse_card_testing(attempt, visitor)  # Stripe may just have reported one more refused card
    return intent


@transaction.atomic
def _next_attempt(attempt: PaymentAttempt) -> PaymentAttempt:
    """A new attempt with a new key, for one whose key can make no PaymentIntent. It expires then, too.

    Should Stripe make the old one's PaymentIntent after all, it is cancelled and nobody gets its secret.
    """
    order, attempt = lock_order_and_attempt(attempt.pk)
    has_begun = attempt.intent_id or attempt.state != State.NEW
    if has_begun or order.status != statuses.PENDING or attempt.number >= MAX_ATTEMPTS:
        raise PaymentsUnavailable
    advance(attempt, State.FAILED)
    copied = {name: getattr(attempt, name) for name in COPIED}
    made: PaymentAttempt = order.payment_attempts.create(number=attempt.number + 1, **copied)
    return made
