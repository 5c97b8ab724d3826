"""Ending a payment that isn't wanted any more: at Stripe first, only then here (T5, T6)."""

from typing import Any

from django.db import transaction
from django.db.models import F

from shop.order import statuses
from shop.order.services import alert_staff, release_order
from shop.payment import gateway
from shop.payment.models import PaymentAttempt
from shop.payment.services.attempts import PaymentsUnavailable, unavailable
from shop.payment.services.declines import tests_cards
from shop.payment.services.sync import apply_intent, fetch_intent, lock_order_and_attempt, sync_attempt

State = PaymentAttempt.State
CLOSABLE = [State.NEW, State.OPEN, State.CLOSING]


class StillPaying(Exception):
    """The bank is working on the payment, or it has gone through: it can't be given up now."""


def cancel_attempt(*, attempt: PaymentAttempt) -> PaymentAttempt:
    """Cancel an unpaid payment and with it the order: stock, codes and counters are free again.

    Callers: expiry, the shopper who changes the basket, staff. Raises StillPaying when money is
    on its way or has come, and PaymentsUnavailable when Stripe doesn't answer: then the attempt
    is left closing, and the sweep tries again.
    """
    if attempt.state in PaymentAttempt.ENDED:
        return attempt
    rows = PaymentAttempt.objects.filter(pk=attempt.pk, state__in=CLOSABLE)
    if not rows.update(state=State.CLOSING, cancels=F("cancels") + 1):
        raise StillPaying
    attempt.refresh_from_db()
    cancelled = _cancel_at_stripe(attempt)
    return _end(attempt.pk, State.CANCELED, "", intent_id=cancelled)


def _cancel_at_stripe(attempt: PaymentAttempt) -> str | None:
    """Each try has a key of its own: Stripe repeats a refusal for a day; cancelling twice is safe."""
    if not attempt.intent_id and not _find(attempt):
        return None
    try:
        intent = gateway.cancel_intent(str(attempt.intent_id), key=f"cancel:{attempt.key}:{attempt.cancels}")
    except gateway.Refused as error:
        _learn_why_not(attempt, error)
    except gateway.OutcomeUnknown as error:
        raise unavailable(error) from error
    else:
        if intent.status != "canceled":
            apply_intent(attempt.pk, intent)
            raise StillPaying
    return attempt.intent_id


def _find(attempt: PaymentAttempt) -> bool:
    """Whether Stripe has a PaymentIntent the attempt hasn't heard of: its key finds or makes one (T5d)."""
    from shop.payment.services.start import find_or_create  # it in turn gives up what Stripe refuses

    return find_or_create(attempt) is not None


def _learn_why_not(attempt: PaymentAttempt, error: gateway.Refused) -> None:
    """Stripe won't cancel: because it is done already, or because money is moving (T5b, T5c)."""
    intent = fetch_intent(attempt)
    if intent.status == "canceled":
        return
    PaymentAttempt.objects.filter(pk=attempt.pk, state=State.CLOSING).update(state=State.OPEN)
    apply_intent(attempt.pk, intent)
    raise StillPaying from error


def sync_or_cancel(*, attempt: PaymentAttempt) -> PaymentAttempt:
    """Settle, and end a payment at Stripe whose cards are refused past the limit; the webhook's way in.

    Our page starts no try beyond the limit, but whoever has the client secret can go on without it.
    Raises PaymentsUnavailable.
    """
    attempt = sync_attempt(attempt=attempt)
    if attempt.state not in CLOSABLE or not tests_cards(attempt):
        return attempt
    try:
        return cancel_attempt(attempt=attempt)
    except StillPaying:
        return attempt


def fail_attempt(*, attempt_id: int, code: str) -> None:
    """Stripe refuses to make the PaymentIntent at all: our fault, which staff must know of (T1f)."""
    _end(attempt_id, State.FAILED, code, intent_id=None)


@transaction.atomic
def _end(attempt_id: int, state: str, code: str, *, intent_id: str | None) -> Any:
    """Attempt and order end together, once; `intent_id` is what was cancelled at Stripe for it.

    Raises PaymentsUnavailable when a PaymentIntent has come meanwhile, from a press whose answer was
    slow: the next try cancels that one.
    """
    order, attempt = lock_order_and_attempt(attempt_id)
    if attempt.state in PaymentAttempt.ENDED:
        return attempt
    if attempt.intent_id != intent_id:
        raise PaymentsUnavailable
    attempt.state, attempt.last_error = state, code[:60]
    attempt.save()
    if order.status == statuses.PENDING:
        release_order(order=order)
    if state == State.FAILED:
        alert_staff(order=order, message=f"Stripe refused to start its payment: {code}")
    return attempt
