"""Starting a payment, or finding the one that was started."""

from typing import Any

from django.conf import settings

from shop.order import statuses
from shop.payment import gateway
from shop.payment.models import PaymentAttempt
from shop.payment.services.attempts import PaymentsUnavailable, Visitor, current_attempt
from shop.payment.services.closing import fail_attempt
from shop.payment.services.declines import refuse_card_testing
from shop.payment.services.settling import record

State = PaymentAttempt.State


def start_payment(*, order: Any, visitor: Visitor) -> gateway.Intent:
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
        return create_intent(attempt)
    try:
        intent = gateway.retrieve_intent(attempt.intent_id)
    except gateway.GatewayError as error:
        raise PaymentsUnavailable from error
    record(attempt.pk, intent)
    return intent


def create_intent(attempt: PaymentAttempt) -> gateway.Intent:
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
        raise PaymentsUnavailable from error
    _remember(attempt, intent)
    return intent


def _remember(attempt: PaymentAttempt, intent: gateway.Intent) -> None:
    """Only a new attempt becomes open: the webhook may have been quicker than Stripe's answer to us."""
    rows = PaymentAttempt.objects.filter(pk=attempt.pk)
    rows.filter(intent_id=None).update(intent_id=intent.id)
    rows.filter(state=State.NEW).update(state=State.OPEN)
    attempt.refresh_from_db()
