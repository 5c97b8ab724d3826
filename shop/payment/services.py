"""Taking money: start a payment, learn what became of it. `settle` is the only way to Paid."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from shop.order import statuses
from shop.order.models import Order
from shop.order.services import move_order, owe_mail
from shop.payment import gateway
from shop.payment.ledger import record_payment
from shop.payment.models import PaymentAttempt

HOLD = timedelta(minutes=30)
MOST_DECLINES = 5
State = PaymentAttempt.State


class PaymentsUnavailable(Exception):
    """PAYMENTS is off, or Stripe can't be reached; the order stays as it is."""


class TooManyDeclines(Exception):
    """The cards tried for this order were refused too often (card testing)."""


def open_attempt(order: Any) -> PaymentAttempt:
    """The row a payment begins with, inside the transaction that places the order."""
    pence = int(order.total_incl_tax * 100)
    return PaymentAttempt.objects.create(order=order, amount_minor=pence, expires_at=timezone.now() + HOLD)


def current_attempt(order: Any) -> PaymentAttempt | None:
    """The attempt that counts: the last one made."""
    return order.payment_attempts.order_by("-number").first()


def start_payment(*, order: Any) -> gateway.Intent:
    """Create the order's PaymentIntent, or fetch it if it is there; no transaction is open meanwhile.

    The attempt's key was committed with the order, so a repeat after a crash or a lost answer
    gets the PaymentIntent that the first call made.
    """
    attempt = current_attempt(order)
    if settings.PAYMENTS == "off" or attempt is None:
        raise PaymentsUnavailable
    if attempt.declines > MOST_DECLINES:
        raise TooManyDeclines
    try:
        if attempt.intent_id:
            return gateway.retrieve_intent(attempt.intent_id)
        intent = gateway.create_intent(
            key=str(attempt.key),
            amount=attempt.amount_minor,
            currency=attempt.currency,
            metadata={"order_number": order.number, "attempt_id": str(attempt.pk), "site": settings.SHOP_URL},
            email=order.email,
        )
    except gateway.GatewayError as error:
        raise PaymentsUnavailable from error
    _remember_intent(attempt, intent)
    return intent


def _remember_intent(attempt: PaymentAttempt, intent: gateway.Intent) -> None:
    """Only a new attempt becomes open: the webhook may have been quicker than Stripe's answer to us."""
    rows = PaymentAttempt.objects.filter(pk=attempt.pk)
    rows.filter(intent_id=None).update(intent_id=intent.id, livemode=intent.livemode)
    rows.filter(state=State.NEW).update(state=State.OPEN)


def settle(*, attempt: PaymentAttempt) -> PaymentAttempt:
    """Ask Stripe what became of a payment and record it. Safe to call any number of times, by anyone.

    Callers: webhook, return page, status poll, sweep, staff. Raises PaymentsUnavailable when
    Stripe doesn't answer; nothing has changed then.
    """
    if attempt.state in PaymentAttempt.ENDED or not attempt.intent_id:
        return attempt
    try:
        intent = gateway.retrieve_intent(attempt.intent_id)
    except gateway.GatewayError as error:
        raise PaymentsUnavailable from error
    return _record(attempt.pk, intent)


@transaction.atomic
def _record(attempt_id: int, intent: gateway.Intent) -> PaymentAttempt:
    """Lock order, then attempt (always in that order), and move both by what Stripe says."""
    order_id = PaymentAttempt.objects.values_list("order_id", flat=True).get(pk=attempt_id)
    order = Order.objects.select_for_update().get(pk=order_id)
    attempt = PaymentAttempt.objects.select_for_update().get(pk=attempt_id)
    if attempt.state in PaymentAttempt.ENDED:
        return attempt
    if intent.status == "succeeded":
        _succeed(order, attempt, intent)
    elif intent.status == "processing":
        attempt.state = State.PROCESSING
    elif intent.status == "canceled":
        attempt.state = State.CANCELED
    else:
        _note_decline(attempt, intent)
    attempt.save()
    return attempt


def _note_decline(attempt: PaymentAttempt, intent: gateway.Intent) -> None:
    attempt.state = State.OPEN
    if intent.decline_code:
        attempt.last_error = intent.decline_code[:60]


def _succeed(order: Any, attempt: PaymentAttempt, intent: gateway.Intent) -> None:
    attempt.state = State.SUCCEEDED
    attempt.last_error = ""
    record_payment(order=order, attempt=attempt, charge_id=intent.charge_id)
    if not _agrees(attempt, intent) or order.status == statuses.CANCELLED:
        move_order(order=order, to=statuses.REVIEW)
        return
    if move_order(order=order, to=statuses.PAID):
        owe_mail(order=order, kind="confirmation")


def _agrees(attempt: PaymentAttempt, intent: gateway.Intent) -> bool:
    """Whether exactly what was owed has been taken, in the mode we think we are in."""
    return (intent.id, intent.amount_received, intent.currency, intent.livemode) == (
        attempt.intent_id,
        attempt.amount_minor,
        attempt.currency,
        attempt.livemode,
    )


def count_decline(*, attempt: PaymentAttempt) -> None:
    """One more refused card, told by the browser's failure or an event; the sixth locks the order."""
    from django.db.models import F

    PaymentAttempt.objects.filter(pk=attempt.pk).update(declines=F("declines") + 1)


@transaction.atomic
def settle_free_order(*, order: Any) -> None:
    """An order of £0.00 needs no payment: Stripe takes none (T0z)."""
    assert order.total_incl_tax == Decimal("0.00")  # noqa: S101
    if move_order(order=order, to=statuses.PAID):
        owe_mail(order=order, kind="confirmation")
