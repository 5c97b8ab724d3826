"""Sends one shard of a newsletter. Each delivery is leased by compare-and-set just before its email is sent.

The lease checks the recipient's permission again, so a person who unsubscribed a second ago gets nothing. A
worker that dies between lease and receipt leaves a delivery whose outcome isn't known. It becomes `unknown`
and isn't sent again automatically, as two emails are worse than none; unknown_deliveries.py resolves it.
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
from guides.newsletter.models.sending import SUBJECT_A, SUBJECT_B
from guides.newsletter.sending import message, warm_up
from guides.newsletter.sending.audience import still_permitted
from guides.newsletter.sending.mime_template import MimeTemplate
from guides.newsletter.sending.smtp import Lost, Refused, Unusable, connect, hand_over
from guides.newsletter.sending.transitions import on_its_way, stop

PAGE_SIZE = 200
MAX_TRIES = 5
MAX_IN_A_ROW = 20  # refusals in succession: then the fault is ours or the server's, not the recipients'
Rows = QuerySet[Delivery]


def send_some(*, newsletter: Newsletter, shard: int, seconds: float = 20) -> bool:
    """Send from one shard for a while over one connection; True if deliveries are left.

    Raises Lost or Unusable if the mail server is unreachable or refuses us. No recipient is skipped then:
    `schedule.resume` starts again.
    """
    templates, leases, until = _templates_of(newsletter), _leases(newsletter), monotonic() + seconds
    session = SmtpSession()
    try:
        for delivery in _waiting(newsletter, shard):
            started = monotonic()
            day = warm_up.take()
            if not _lease(leases, delivery):
                warm_up.give_back(day)
            else:
                session.send(templates[delivery.subject].email_to(_recipient(delivery)), delivery)
            if session.is_refused_by_all:
                stop(newsletter=newsletter)
                return False
            if monotonic() > until:
                return True
            sleep(max(0.0, _seconds_per_email() - (monotonic() - started)))
    except warm_up.DayIsFull:
        return False  # `schedule.resume` asks again, and the next day goes on
    finally:
        session.close()
    return False


def _templates_of(newsletter: Newsletter) -> dict[str, MimeTemplate]:
    """By the delivery's subject: one, or two where a second one is tried."""
    frozen = newsletter.frozen_html, newsletter.frozen_text
    first = MimeTemplate(message.IssueMessage(newsletter.pk, newsletter.subject, *frozen))
    if not newsletter.subject_b:
        return {"": first}
    second = newsletter.frozen_html_b, newsletter.frozen_text_b
    issue = message.IssueMessage(newsletter.pk, newsletter.subject_b, *second)
    return {SUBJECT_A: first, SUBJECT_B: MimeTemplate(issue)}


def _seconds_per_email() -> float:
    """The pace of one shard, so that all together keep to the configured rate."""
    rate = settings.NEWSLETTER_PER_SECOND
    return settings.NEWSLETTER_LANES / rate if rate else 0.0


def _waiting(newsletter: Newsletter, shard: int) -> Iterator[Delivery]:
    """The waiting deliveries of one shard, page by page; the primary key decides on the shard."""
    last = 0
    waiting = Delivery.objects.filter(newsletter=newsletter, state=Delivery.WAITING)
    if newsletter.subject_b:
        waiting = waiting.exclude(subject="")  # the rest waits until it is decided
    mine = waiting.annotate(shard=Mod("pk", settings.NEWSLETTER_LANES)).filter(shard=shard)
    while page := list(mine.filter(pk__gt=last).select_related("subscriber").order_by("pk")[:PAGE_SIZE]):
        yield from page
        last = page[-1].pk


def _leases(newsletter: Newsletter) -> tuple[Rows, Rows]:
    """Querysets of the waiting deliveries that may be sent, and of those that no longer may.

    Conditions on other tables are EXISTS, not joins: with a join Django would move `state` into a
    subquery, which PostgreSQL doesn't check again when two workers reach the same row. The queries
    are built once for a whole shard, which halves the cost of a lease.
    """
    running = Exists(on_its_way().filter(pk=OuterRef("newsletter_id")))
    allowed = Exists(still_permitted(newsletter).filter(pk=OuterRef("subscriber_id")))
    waiting = Delivery.objects.filter(running, state=Delivery.WAITING)
    return waiting.filter(allowed), waiting.filter(~allowed)


def _lease(rows: tuple[Rows, Rows], delivery: Delivery) -> bool:
    """Lease a delivery that is waiting and whose subscriber may still be emailed; otherwise skip it."""
    allowed, refused = rows
    now = timezone.now()
    if allowed.filter(pk=delivery.pk).update(state=Delivery.CLAIMED, changed_at=now):
        return True
    refused.filter(pk=delivery.pk).update(state=Delivery.SKIPPED, changed_at=now)
    return False


class SmtpSession:
    """One shard's connection to the mail server, opened when needed and again after the server closed it."""

    def __init__(self) -> None:
        self.connection: BaseEmailBackend | None = None
        self.refused_in_a_row = 0

    @property
    def is_refused_by_all(self) -> bool:
        return self.refused_in_a_row >= MAX_IN_A_ROW

    def close(self) -> None:
        if self.connection:
            self.connection.close()
        self.connection = None

    def send(self, email: EmailMessage, delivery: Delivery) -> None:
        """Send one leased email and store the outcome."""
        try:
            self._hand_over(email)
        except Refused as refusal:
            self._refused(delivery, refusal)
        except Lost as error:
            _store(delivery, Delivery.UNKNOWN if error.in_doubt else Delivery.WAITING, error)
            raise
        except (Unusable, OSError) as error:  # OSError: it can't even be reached
            _store(delivery, Delivery.WAITING, error)
            raise
        else:
            self.refused_in_a_row = 0
            _store(delivery, Delivery.SENT)

    def _hand_over(self, email: EmailMessage) -> None:
        """Send; if the server had closed the connection before anything was sent, send on a new one."""
        try:
            hand_over(email, self._open())
        except Lost as error:
            self.close()
            if error.in_doubt:
                raise
            hand_over(email, self._open())

    def _open(self) -> BaseEmailBackend:
        self.connection = self.connection or connect()
        return self.connection

    def _refused(self, delivery: Delivery, refusal: Refused) -> None:
        """Retry a temporary refusal, up to a limit; a final one may mean that the mailbox doesn't exist."""
        self.refused_in_a_row += 1
        is_final = refusal.is_final or delivery.tries + 1 >= MAX_TRIES
        _store(delivery, Delivery.FAILED if is_final else Delivery.WAITING, refusal, tries=1)
        if refusal.is_dead:
            bounces.mailbox_gone(_recipient(delivery))
        elif self.is_refused_by_all and not refusal.is_final:
            raise Unusable(refusal)  # the server is too busy for any recipient: later


def _recipient(delivery: Delivery) -> Subscriber:
    assert delivery.subscriber is not None  # noqa: S101  # the lease has just checked it
    return delivery.subscriber


def _store(delivery: Delivery, state: str, error: Exception | None = None, *, tries: int = 0) -> None:
    """Store an outcome. The lease may have been given up meanwhile: the server's answer takes precedence."""
    ours = Delivery.objects.filter(pk=delivery.pk, state__in=(Delivery.CLAIMED, Delivery.UNKNOWN))
    ours.update(
        state=state, changed_at=timezone.now(), tries=F("tries") + tries, error=str(error or "")[:200]
    )
