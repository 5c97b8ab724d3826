"""Sending one lane of a newsletter: every row is claimed by compare-and-set just before its mail leaves.

The claim asks for the permission again, so whoever left a second ago gets nothing. A worker that
dies between claim and receipt leaves a row that nobody here can judge: it becomes `unknown` and isn't
sent again by itself, because two mails are worse than none (settling.py has the way out).
"""

from collections.abc import Iterator
from time import monotonic, sleep

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Mod
from django.utils import timezone

from guides.newsletter.consent import bounces
from guides.newsletter.models import Delivery, Newsletter, Subscriber
from guides.newsletter.sending import message, schedule
from guides.newsletter.sending.audience import recipients
from guides.newsletter.sending.mime_template import MimeTemplate
from guides.newsletter.sending.smtp import Lost, Refused, Unusable, connect, hand_over

PAGE = 200
MOST_TRIES = 5
MOST_IN_A_ROW = 20  # refusals without one mail taken in between: then it isn't the recipients
Rows = QuerySet[Delivery]


def send_some(*, newsletter: Newsletter, lane: int, seconds: float = 20) -> bool:
    """Send from one lane for a while over one connection; True while there is more to do.

    Raises Lost or Unusable where the mail server is away or refuses us: nobody is skipped by that,
    and `queueing.resume` begins anew.
    """
    letter = message.Letter(newsletter.pk, newsletter.subject, newsletter.frozen_html, newsletter.frozen_text)
    press, claimable, line, until = (
        MimeTemplate(letter),
        _claimable(newsletter),
        SmtpSession(),
        monotonic() + seconds,
    )
    pace = settings.NEWSLETTER_LANES / settings.NEWSLETTER_PER_SECOND if settings.NEWSLETTER_PER_SECOND else 0
    try:
        for delivery in _lane(newsletter, lane):
            started = monotonic()
            if _claim(claimable, delivery):
                line.send(press.mail_to(_person(delivery)), delivery)
            if line.is_refused_by_all:
                schedule.stop(newsletter=newsletter)
                return False
            if monotonic() > until:
                return True
            sleep(max(0.0, pace - (monotonic() - started)))
    finally:
        line.close()
    return False


def _lane(newsletter: Newsletter, lane: int) -> Iterator[Delivery]:
    """The waiting rows of one lane, a page at a time; each lane takes its own share of the numbers."""
    last = 0
    waiting = Delivery.objects.filter(newsletter=newsletter, state=Delivery.WAITING)
    mine = waiting.annotate(lane=Mod("pk", settings.NEWSLETTER_LANES)).filter(lane=lane)
    while page := list(mine.filter(pk__gt=last).select_related("subscriber").order_by("pk")[:PAGE]):
        yield from page
        last = page[-1].pk


def _claimable(newsletter: Newsletter) -> tuple[Rows, Rows]:
    """The waiting rows that may be sent, and those that may not any more; asked anew at each claim.

    Conditions on other tables are EXISTS, not joins: with a join Django would move `state` into a
    subquery, which PostgreSQL doesn't look at again when two workers meet at one row. The queries
    are put together once for a whole lane, which halves what a claim costs.
    """
    running = Exists(Newsletter.objects.filter(pk=OuterRef("newsletter_id"), state=Newsletter.SENDING))
    allowed = Exists(recipients(newsletter).filter(pk=OuterRef("subscriber_id")))
    waiting = Delivery.objects.filter(running, state=Delivery.WAITING)
    return waiting.filter(allowed), waiting.filter(~allowed)


def _claim(rows: tuple[Rows, Rows], delivery: Delivery) -> bool:
    """Take one row if it still waits and its subscriber may still be written to; else it is skipped."""
    allowed, refused = rows
    now = timezone.now()
    if allowed.filter(pk=delivery.pk).update(state=Delivery.CLAIMED, changed_at=now):
        return True
    refused.filter(pk=delivery.pk).update(state=Delivery.SKIPPED, changed_at=now)
    return False


class SmtpSession:
    """The line to the mail server while one lane is sent: opened when needed, and again when it ended."""

    def __init__(self) -> None:
        self.connection: BaseEmailBackend | None = None
        self.refused_in_a_row = 0

    @property
    def is_refused_by_all(self) -> bool:
        return self.refused_in_a_row >= MOST_IN_A_ROW

    def close(self) -> None:
        if self.connection:
            self.connection.close()
        self.connection = None

    def send(self, mail: EmailMessage, delivery: Delivery) -> None:
        """Hand one claimed mail over and note what became of it."""
        try:
            self._hand_over(mail)
        except Refused as refusal:
            self._refused(delivery, refusal)
        except Lost as error:
            _note(delivery, Delivery.UNKNOWN if error.in_doubt else Delivery.WAITING, error)
            raise
        except (Unusable, OSError) as error:  # OSError: it can't even be reached
            _note(delivery, Delivery.WAITING, error)
            raise
        else:
            self.refused_in_a_row = 0
            _note(delivery, Delivery.SENT)

    def _hand_over(self, mail: EmailMessage) -> None:
        """Servers end a connection after so many mails; where nothing had gone out, a new one takes it."""
        try:
            hand_over(mail, self._open())
        except Lost as error:
            self.close()
            if error.in_doubt:
                raise
            hand_over(mail, self._open())

    def _open(self) -> BaseEmailBackend:
        self.connection = self.connection or connect()
        return self.connection

    def _refused(self, delivery: Delivery, refusal: Refused) -> None:
        """A temporary refusal waits for another try, up to a limit; a final one may be a dead address."""
        self.refused_in_a_row += 1
        is_final = refusal.is_final or delivery.tries + 1 >= MOST_TRIES
        _note(delivery, Delivery.FAILED if is_final else Delivery.WAITING, refusal, tries=1)
        if refusal.is_dead:
            bounces.gone(_person(delivery))
        elif self.is_refused_by_all and not refusal.is_final:
            raise Unusable(refusal)  # it is too busy for everybody: later


def _person(delivery: Delivery) -> Subscriber:
    assert delivery.subscriber is not None  # noqa: S101  # the claim has just found it
    return delivery.subscriber


def _note(delivery: Delivery, state: str, error: Exception | None = None, *, tries: int = 0) -> None:
    """What became of a claim. It may have been given up meanwhile: what the server says counts more."""
    ours = Delivery.objects.filter(pk=delivery.pk, state__in=(Delivery.CLAIMED, Delivery.UNKNOWN))
    ours.update(
        state=state, changed_at=timezone.now(), tries=F("tries") + tries, error=str(error or "")[:200]
    )
