"""What became of an attempt, written to the row by compare-and-set."""

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
SLOWEST = 60  # minutes between two attempts
MAX_ATTEMPTS = 30  # after 1, 2, 4 ... 32 minutes, then every hour: a day in all
ENDED = "The worker ended while the mail server had it."
# It may have been marked unknown while it was being sent: what the mail server says counts more.
CLAIMED = (State.SENDING, State.UNKNOWN)


def mark_unknown() -> int:
    """Emails whose worker ended while sending; staff decide about each."""
    ended = OutboxEmail.objects.filter(state=State.SENDING, sending_since__lte=timezone.now() - UNKNOWN_AFTER)
    number = ended.update(state=State.UNKNOWN, last_error=ENDED)
    if number:
        logger.error("%s emails may or may not have been sent: see the dashboard", number)
    return number


def sent(email: OutboxEmail) -> None:
    """The mail server has taken it."""
    _of(email).update(state=State.SENT, sent_at=timezone.now(), last_error="")


def suppressed(email: OutboxEmail) -> None:
    """What it was about has changed: nobody needs it any more."""
    _of(email).update(state=State.SUPPRESSED, last_error="")


def failed(email: OutboxEmail, error: Exception) -> None:
    """It can't be sent; staff see why."""
    _of(email).update(state=State.FAILED, last_error=_said(error))
    logger.error("Email %s (%s) was not sent: %s", email.pk, email.kind, _said(error))


def in_doubt(email: OutboxEmail, error: Exception) -> None:
    """The mail server may have it: it isn't sent again by itself."""
    _of(email).update(state=State.UNKNOWN, last_error=_said(error))
    logger.error("Email %s (%s) was perhaps sent: %s", email.pk, email.kind, _said(error))


def refused(email: OutboxEmail, refusal: Refused) -> None:
    """4xx: later. 5xx: never, and where the mailbox doesn't exist other apps are told."""
    if not refusal.is_final:
        put_off(email, refusal)
        return
    failed(email, refusal)
    if refusal.is_dead:
        recipient_refused.send_robust(sender=OutboxEmail, email=email)


def put_off(email: OutboxEmail, error: Exception) -> None:
    """Try again later; after a day it has failed."""
    attempts = email.attempts + (email.state == State.QUEUED)
    if attempts >= MAX_ATTEMPTS:
        failed(email, GivenUp(f"Given up after a day: {_said(error)}"))
        return
    wait = timedelta(minutes=min(SLOWEST, 2 ** (attempts - 1)))
    due = timezone.now() + wait
    _of(email).update(state=State.QUEUED, attempts=attempts, next_attempt_at=due, last_error=_said(error))


class GivenUp(Exception):
    """All attempts are used up."""


def _of(email: OutboxEmail) -> QuerySet[OutboxEmail]:
    """The row, if it still is where this attempt left it."""
    rows = OutboxEmail.objects.filter(pk=email.pk)
    if email.state == State.QUEUED:
        return rows.filter(state=State.QUEUED, attempts=email.attempts)
    return rows.filter(state__in=CLAIMED)


def _said(error: Exception) -> str:
    """An error's own words; of one we don't know, its class as well."""
    is_known = isinstance(error, Refused | Lost | Unusable | GivenUp)
    return (str(error) if is_known else f"{type(error).__name__}: {error}")[:500]
