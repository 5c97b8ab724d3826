"""The sweep: sync payments that no webhook reported, and cancel expired ones."""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from shop.order.services import alert_staff
from shop.payment import gateway
from shop.payment.models import PaymentAttempt, Refund
from shop.payment.services.attempts import PaymentsUnavailable
from shop.payment.services.cancel import StillPaying, cancel_attempt
from shop.payment.services.declines import forget_visitors, tests_cards
from shop.payment.services.refunds.retry import ask_again, due_refunds
from shop.payment.services.sync import sync_attempt

logger = logging.getLogger(__name__)
State = PaymentAttempt.State
QUIET_FOR = timedelta(minutes=2)
LATE_PROCESSING = timedelta(hours=1)
GIVE_UP_AFTER = 3


def due_attempts() -> QuerySet[PaymentAttempt]:
    """Attempts that haven't ended and are unchanged for two minutes or expired."""
    now = timezone.now()
    unended = PaymentAttempt.objects.exclude(state__in=PaymentAttempt.ENDED)
    due = Q(updated_at__lte=now - QUIET_FOR) | Q(expires_at__lte=now)
    return unended.filter(due).select_related("order").order_by("pk")


def sweep_payments() -> Counter[str]:
    """Sync what is due, cancel what has expired, repeat due refunds; returns a count of each outcome.

    One payment that fails doesn't stop the others: it is counted, logged and tried again next time.
    When Stripe leaves several in a row without an answer it is away: the rest waits for the next
    minute, so that a worker that also sends mail isn't held up by one time-out after the other.
    """
    tally: Counter[str] = Counter()
    if not gateway.can_ask():
        return tally
    tries = [(_sweep, row) for row in due_attempts()] + [(ask_again, row) for row in due_refunds()]
    unanswered = 0
    for number, (sweep, row) in enumerate(tries):
        if unanswered >= GIVE_UP_AFTER:
            tally["left for later"] = len(tries) - number
            break
        answered = _count(tally, sweep, row)
        unanswered = 0 if answered else unanswered + 1
    forget_visitors()
    return tally


def _count(tally: Counter[str], sweep: Callable[[Any], str], row: PaymentAttempt | Refund) -> bool:
    """Sweep one row and count its outcome; False when Stripe can't be reached."""
    try:
        tally[sweep(row)] += 1
    except PaymentsUnavailable as problem:
        tally["without an answer"] += 1
        return isinstance(problem.__cause__, gateway.ServerFailed)  # an answer, though no use
    except Exception:
        logger.exception("%s %s could not be swept", type(row).__name__, row.pk)
        tally["failed"] += 1
    return True


def _sweep(attempt: PaymentAttempt) -> str:
    attempt = sync_attempt(attempt=attempt)
    if attempt.state in PaymentAttempt.ENDED:
        return "settled"
    if attempt.state == State.PROCESSING:
        return _still_processing(attempt)
    in_time = attempt.expires_at > timezone.now() and attempt.state != State.CLOSING
    if in_time and not tests_cards(attempt):
        return "open"
    try:
        cancel_attempt(attempt=attempt)
    except StillPaying:
        return "settled"
    return "expired"


def _still_processing(attempt: PaymentAttempt) -> str:
    """Never cancelled by us, because the bank decides. Staff are told once of a long wait."""
    order, message = attempt.order, f"The bank has had {attempt.intent_id} in processing for over an hour."
    late = attempt.created_at < timezone.now() - LATE_PROCESSING
    if late and not order.notes.filter(message=message).exists():
        alert_staff(order=order, message=message)
    return "processing"
