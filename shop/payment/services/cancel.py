"""Cancel a payment that is no longer wanted: at Stripe first, and only then here."""

from django.db import transaction

from shop.payment.models import PaymentAttempt
from shop.payment.provider import OutcomeUnknown, Refused, provider_of
from shop.payment.services.attempts import unavailable
from shop.payment.services.declines import tests_cards
from shop.payment.services.intents import find_or_create
from shop.payment.services.locking import lock_order_and_attempt
from shop.payment.services.sync import apply_intent, fetch_intent, sync_attempt
from shop.payment.services.transitions import ENDED, advance, end_attempt

State = PaymentAttempt.State
CANCELLABLE = {State.NEW, State.OPEN, State.CLOSING}


class StillPaying(Exception):
    """The bank is working on the payment, or it has succeeded, so it can't be cancelled now."""


def cancel_attempt(*, attempt: PaymentAttempt) -> PaymentAttempt:
    """Cancel an unpaid payment and its order, which frees stock, codes and counters.

    Callers: expiry, the buyer who changes the basket, staff. Raises StillPaying when money is on its way
    or has come. Raises PaymentsUnavailable when Stripe doesn't answer: the attempt then stays closing,
    and the sweep tries again.
    """
    if attempt.state in ENDED:
        return attempt
    _close(attempt.pk)
    attempt.refresh_from_db()
    cancelled = _cancel_at_stripe(attempt)
    return end_attempt(attempt.pk, State.CANCELED, intent_id=cancelled)


@transaction.atomic
def _close(attempt_id: int) -> None:
    """Commit that it is to be cancelled before Stripe is asked: a crash in between leaves it to the sweep."""
    _, attempt = lock_order_and_attempt(attempt_id)
    if attempt.state not in CANCELLABLE:
        raise StillPaying
    advance(attempt, State.CLOSING, cancels=attempt.cancels + 1)


def _cancel_at_stripe(attempt: PaymentAttempt) -> str | None:
    """Each try has its own key, because Stripe repeats a refusal for a day; cancelling twice is safe."""
    if not attempt.intent_id and find_or_create(attempt) is None:  # Stripe may have one that we don't know
        return None
    try:
        intent = provider_of(attempt.provider).cancel_intent(
            str(attempt.intent_id), key=f"cancel:{attempt.key}:{attempt.cancels}"
        )
    except Refused as error:
        _learn_why_not(attempt, error)
    except OutcomeUnknown as error:
        raise unavailable(error) from error
    else:
        if intent.status != "canceled":
            apply_intent(attempt.pk, intent)
            raise StillPaying
    return attempt.intent_id


def _learn_why_not(attempt: PaymentAttempt, error: Refused) -> None:
    """Stripe refuses to cancel a payment that is cancelled already, or whose money is moving."""
    intent = fetch_intent(attempt)
    if intent.status == "canceled":
        return
    if attempt.state == State.CLOSING:
        advance(attempt, State.OPEN)
    apply_intent(attempt.pk, intent)
    raise StillPaying from error


def sync_or_cancel(*, attempt: PaymentAttempt) -> PaymentAttempt:
    """Sync a payment, and cancel it when more cards were refused than our page allows; for the webhook.

    Our page starts no try beyond the limit, but a card tester who has the client secret needs no page.
    Raises PaymentsUnavailable.
    """
    attempt = sync_attempt(attempt=attempt)
    if attempt.state not in CANCELLABLE or not tests_cards(attempt):
        return attempt
    try:
        return cancel_attempt(attempt=attempt)
    except StillPaying:
        return attempt
