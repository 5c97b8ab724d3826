"""Ending a payment that isn't wanted any more: at Stripe first, only then here (T5, T6)."""

from typing import Any

from django.db import transaction

from shop.order import statuses
from shop.order.services import alert_staff, release_order
from shop.payment import gateway
from shop.payment.models import PaymentAttempt
from shop.payment.services.attempts import PaymentsUnavailable
from shop.payment.services.settling import locked, record

State = PaymentAttempt.State
CLOSABLE = [State.NEW, State.OPEN, State.CLOSING]


class StillPaying(Exception):
    """The bank is working on the payment, or it has gone through: it can't be given up now."""


def close_payment(*, attempt: PaymentAttempt) -> PaymentAttempt:
    """Cancel an unpaid payment and with it the order: stock, codes and counters are free again.

    Callers: expiry, the shopper who changes the basket, staff. Raises StillPaying when money is
    on its way or has come, and PaymentsUnavailable when Stripe doesn't answer: then the attempt
    is left closing, and the sweep tries again.
    """
    if attempt.state in PaymentAttempt.ENDED:
        return attempt
    if not PaymentAttempt.objects.filter(pk=attempt.pk, state__in=CLOSABLE).update(state=State.CLOSING):
        raise StillPaying
    attempt.refresh_from_db()
    _cancel_at_stripe(attempt)
    return _end(attempt.pk, State.CANCELED, "")


def _cancel_at_stripe(attempt: PaymentAttempt) -> None:
    try:
        intent_id = attempt.intent_id or _intent_of(attempt).id
        intent = gateway.cancel_intent(intent_id, key=f"cancel:{attempt.key}")
    except gateway.Refused as error:
        _learn_why_not(attempt.pk, intent_id, error)
    except gateway.OutcomeUnknown as error:
        raise PaymentsUnavailable from error
    else:
        if intent.status != "canceled":
            record(attempt.pk, intent)
            raise StillPaying


def _intent_of(attempt: PaymentAttempt) -> gateway.Intent:
    """The PaymentIntent of an attempt that never heard of it: the same key finds or makes it (T5d)."""
    from shop.payment.services.starting import create_intent  # it in turn gives up what Stripe refuses

    return create_intent(attempt)


def _learn_why_not(attempt_id: int, intent_id: str, error: gateway.Refused) -> None:
    """Stripe won't cancel: because it is done already, or because money is moving (T5b, T5c)."""
    try:
        intent = gateway.retrieve_intent(intent_id)
    except gateway.GatewayError:
        raise PaymentsUnavailable from error
    if intent.status == "canceled":
        return
    PaymentAttempt.objects.filter(pk=attempt_id, state=State.CLOSING).update(state=State.OPEN)
    record(attempt_id, intent)
    raise StillPaying from error


def fail_attempt(*, attempt_id: int, code: str) -> None:
    """Stripe refuses to make the PaymentIntent at all: our fault, which staff must know of (T1f)."""
    _end(attempt_id, State.FAILED, code)


@transaction.atomic
def _end(attempt_id: int, state: str, code: str) -> Any:
    """Attempt and order end together, once."""
    order, attempt = locked(attempt_id)
    if attempt.state in PaymentAttempt.ENDED:
        return attempt
    attempt.state, attempt.last_error = state, code[:60]
    attempt.save()
    if order.status == statuses.PENDING:
        release_order(order=order)
    if state == State.FAILED:
        alert_staff(order=order, message=f"Stripe refused to start its payment: {code}")
    return attempt
