"""Stores the outcome of an attempt to send, by compare-and-set."""

import logging
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from shop.mail.models import OutboxEmail
from shop.mail.smtp import Lost, Refused, Unusable
from shop.signals import recipient_refused

logger = logging.getLogger(__name__)
State = OutboxEmail.State
UNKNOWN_AFTER = timedelta(minutes=10)
MAX_WAIT = 60  # minutes between two attempts
MAX_ATTEMPTS = 30  # after 1, 2, 4 ... 32 minutes, then every hour: a day in all
ENDED = "The worker ended while the mail server had it."
# A slow email may have been marked unknown meanwhile: the mail server's answer overrides that.
LEASED = (State.SENDING, State.UNKNOWN)


def mark_unknown() -> int:
    """Mark emails whose worker was killed while sending; returns how many. Staff decide about each."""
    ended = OutboxEmail.objects.filter(state=State.SENDING, sending_since__lte=timezone.now() - UNKNOWN_AFTER)
    number = ended.update(state=State.UNKNOWN, last_error=ENDED)
    if number:
        logger.error("%s emails may or may not have been sent: see the office", number)
    return number


def sent(email: OutboxEmail) -> None:
    """The mail server accepted it."""
    _of(email).update(state=State.SENT, sent_at=timezone.now(), last_error="")


def suppressed(email: OutboxEmail) -> None:
    """It is no longer needed, because its subject has changed since it was queued."""
    _of(email).update(state=State.SUPPRESSED, last_error="")


def failed(email: OutboxEmail, error: Exception) -> None:
    """It can't be sent; the reason is shown to staff."""
    _of(email).update(state=State.FAILED, last_error=_error_text(error))
    logger.error("Email %s (%s) was not sent: %s", email.pk, email.kind, _error_text(error))


def in_doubt(email: OutboxEmail, error: Exception) -> None:
    """The mail server may have it, so it isn't sent again automatically."""
    _of(email).update(state=State.UNKNOWN, last_error=_error_text(error))
    logger.error("Email %s (%s) was perhaps sent: %s", email.pk, email.kind, _error_text(error))


def refused(email: OutboxEmail, refusal: Refused) -> None:
    """Retry after a 4xx reply. A 5xx is final; a missing mailbox is signalled to other apps."""
    if not refusal.is_final:
        put_off(email, refusal)
        return
    failed(email, refusal)
    if refusal.is_dead:
        recipient_refused.send_robust(sender=OutboxEmail, email=email)


def put_off(email: OutboxEmail, error: Exception) -> None:
    """Schedule another attempt; after a day of attempts mark it as failed."""
    attempts = email.attempts + (email.state == State.QUEUED)
    if attempts >= MAX_ATTEMPTS:
        failed(email, GivenUp(f"Given up after a day: {_error_text(error)}"))
        return
    wait = timedelta(minutes=min(MAX_WAIT, 2 ** (attempts - 1)))
    due = timezone.now() + wait
    _of(email).update(
        state=State.QUEUED, attempts=attempts, next_attempt_at=due, last_error=_error_text(error)
    )


class GivenUp(Exception):
    """The last attempt failed."""


def _of(email: OutboxEmail) -> QuerySet[OutboxEmail]:
    """The row, if its state is still the one that this attempt left."""
    rows = OutboxEmail.objects.filter(pk=email.pk)
    if email.state == State.QUEUED:
        return rows.filter(state=State.QUEUED, attempts=email.attempts)
    return rows.filter(state__in=LEASED)


def _error_text(error: Exception) -> str:
    """The error's message; for unexpected errors with the class name."""
    is_known = isinstance(error, Refused | Lost | Unusable | GivenUp)
    return (str(error) if is_known else f"{type(error).__name__}: {error}")[:500]
