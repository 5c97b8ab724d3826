"""Queueing and sending: every row is claimed by compare-and-set just before its mail leaves.

The claim asks for the permission again, so whoever left a second ago gets nothing. A worker that
dies between claim and receipt leaves a row nobody can judge: it becomes `unknown` and is never
sent again, because two mails are worse than none.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import batched
from smtplib import SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected
from time import monotonic, sleep

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, QuerySet
from django.db.models.functions import Mod
from django.utils import timezone

from guides.newsletter import letters, tasks
from guides.newsletter.audience import recipients
from guides.newsletter.models import Delivery, Newsletter, Subscriber

CHUNK = 5_000
PAGE = 200
QUIET = timedelta(minutes=5)  # longer than any mail server lets one mail wait
MOST_TRIES = 5


class AlreadySent(Exception):
    """The newsletter is on its way or gone; it can't be queued again."""


@transaction.atomic
def schedule(*, newsletter: Newsletter, at: datetime | None = None) -> None:
    """Freeze what will be sent and set its time; without one it starts at once."""
    letter = letters.compose(newsletter)
    drafts = Newsletter.objects.filter(pk=newsletter.pk, state__in=(Newsletter.DRAFT, Newsletter.SCHEDULED))
    if not drafts.update(
        state=Newsletter.SCHEDULED,
        send_at=at or timezone.now(),
        frozen_html=letter.html,
        frozen_text=letter.text,
    ):
        raise AlreadySent(newsletter.subject)
    if at is None:
        transaction.on_commit(lambda: tasks.begin_newsletter.enqueue(newsletter.pk))


def begin(*, newsletter: Newsletter) -> int:
    """Make the rows and start the lanes; interrupted, it can simply be done again."""
    begun = Newsletter.objects.filter(pk=newsletter.pk, state=Newsletter.SCHEDULED)
    if not begun.filter(send_at__lte=timezone.now()).exists():
        return 0
    made = queue(newsletter)
    if begun.update(state=Newsletter.SENDING, queued_at=timezone.now()):
        start_lanes(newsletter.pk)
    return made


def queue(newsletter: Newsletter) -> int:
    """One row for each recipient of this moment, in chunks, so that memory stays flat."""
    made = 0
    people = recipients(newsletter).values_list("pk", flat=True).iterator(chunk_size=CHUNK)
    for keys in batched(people, CHUNK):
        rows = [Delivery(newsletter=newsletter, subscriber_id=key) for key in keys]
        made += len(Delivery.objects.bulk_create(rows, ignore_conflicts=True))
    return made


def start_lanes(newsletter_id: int) -> None:
    """One chain of tasks for each worker that shall share the work."""
    for lane in range(settings.NEWSLETTER_LANES):
        tasks.send_some.enqueue(newsletter_id, lane)


def send_some(*, newsletter: Newsletter, lane: int, seconds: float = 20) -> bool:
    """Send from one lane for a while over one connection; True while there is more to do."""
    letter = letters.Letter(newsletter.pk, newsletter.subject, newsletter.frozen_html, newsletter.frozen_text)
    pace = settings.NEWSLETTER_LANES / settings.NEWSLETTER_PER_SECOND if settings.NEWSLETTER_PER_SECOND else 0
    until, rows = monotonic() + seconds, _claimable(newsletter)
    connection = mailers.create_connection("default")
    connection.open()
    try:
        for delivery in _lane(newsletter, lane):
            started = monotonic()
            if _claim(rows, delivery):
                _send(letters.mail_to(letter, _person(delivery)), delivery, connection)
            if monotonic() > until:
                return True
            sleep(max(0.0, pace - (monotonic() - started)))
    finally:
        connection.close()
    return False


def _person(delivery: Delivery) -> Subscriber:
    assert delivery.subscriber is not None  # noqa: S101  # the claim has just found it
    return delivery.subscriber


def _lane(newsletter: Newsletter, lane: int) -> Iterator[Delivery]:
    """The waiting rows of one lane, a page at a time; each lane takes its own share of the numbers."""
    last = 0
    waiting = Delivery.objects.filter(newsletter=newsletter, state=Delivery.WAITING)
    mine = waiting.annotate(lane=Mod("pk", settings.NEWSLETTER_LANES)).filter(lane=lane)
    while page := list(mine.filter(pk__gt=last).select_related("subscriber").order_by("pk")[:PAGE]):
        yield from page
        last = page[-1].pk


def _claimable(newsletter: Newsletter) -> tuple[QuerySet[Delivery], QuerySet[Delivery]]:
    """The waiting rows that may be sent, and those that may not any more; asked anew at each claim.

    Conditions on other tables are EXISTS, not joins: with a join Django would move `state` into a
    subquery, which PostgreSQL doesn't look at again when two workers meet at one row. The queries
    are put together once for a whole lane, which halves what a claim costs.
    """
    running = Exists(Newsletter.objects.filter(pk=OuterRef("newsletter_id"), state=Newsletter.SENDING))
    allowed = Exists(recipients(newsletter).filter(pk=OuterRef("subscriber_id")))
    waiting = Delivery.objects.filter(running, state=Delivery.WAITING)
    return waiting.filter(allowed), waiting.filter(~allowed)


def _claim(rows: tuple[QuerySet[Delivery], QuerySet[Delivery]], delivery: Delivery) -> bool:
    """Take one row if it still waits and its subscriber may still be written to; else it is skipped."""
    allowed, refused = rows
    now = timezone.now()
    if allowed.filter(pk=delivery.pk).update(state=Delivery.CLAIMED, changed_at=now):
        return True
    refused.filter(pk=delivery.pk).update(state=Delivery.SKIPPED, changed_at=now)
    return False


def _send(mail: EmailMultiAlternatives, delivery: Delivery, connection: BaseEmailBackend) -> None:
    """Hand one mail over and note what became of it.

    A refusal concerns this row alone. Where the server is lost in between, nobody knows whether it
    took the mail: the row becomes `unknown`, and the error ends the lane until `resume`.
    """
    try:
        connection.send_messages([mail])
    except (SMTPServerDisconnected, OSError) as error:
        if isinstance(error, SMTPResponseException | SMTPRecipientsRefused):
            return _refused(delivery, error)
        _note(delivery, Delivery.UNKNOWN, error)
        raise
    _note(delivery, Delivery.SENT)


def _refused(delivery: Delivery, error: Exception) -> None:
    """A temporary refusal (4xx) waits for another try, up to a limit; a permanent one is final."""
    codes = [getattr(error, "smtp_code", 0)]
    if isinstance(error, SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
    is_final = max(codes) >= 500 or delivery.tries + 1 >= MOST_TRIES
    _note(delivery, Delivery.FAILED if is_final else Delivery.WAITING, error)


def _note(delivery: Delivery, state: str, error: Exception | None = None) -> None:
    Delivery.objects.filter(pk=delivery.pk, state=Delivery.CLAIMED).update(
        state=state, changed_at=timezone.now(), tries=F("tries") + 1, error=str(error or "")[:200]
    )


def finish(newsletter: Newsletter) -> bool:
    """Close a newsletter with nothing left to send."""
    left = Delivery.objects.filter(newsletter=newsletter, state__in=(Delivery.WAITING, Delivery.CLAIMED))
    if left.exists():
        return False
    sending = Newsletter.objects.filter(pk=newsletter.pk, state=Newsletter.SENDING)
    return bool(sending.update(state=Newsletter.SENT, finished_at=timezone.now()))


def resume(*, quiet: timedelta = QUIET) -> int:
    """Start what is due and what stopped half-way; returns how many newsletters that were."""
    due = Newsletter.objects.filter(state=Newsletter.SCHEDULED, send_at__lte=timezone.now())
    started = [tasks.begin_newsletter.enqueue(pk) for pk in due.values_list("pk", flat=True)]
    stalled = [
        newsletter
        for newsletter in Newsletter.objects.filter(state=Newsletter.SENDING)
        if _is_stalled(newsletter, quiet) and not finish(newsletter)
    ]
    for newsletter in stalled:
        start_lanes(newsletter.pk)
    return len(started) + len(stalled)


def _is_stalled(newsletter: Newsletter, quiet: timedelta) -> bool:
    """Whether nothing has moved for a while; claims nobody came back from are given up."""
    before = timezone.now() - quiet
    rows = Delivery.objects.filter(newsletter=newsletter)
    moved = rows.exclude(state=Delivery.WAITING).aggregate(last=Max("changed_at"))["last"]
    if (moved or newsletter.queued_at or before) > before:
        return False
    rows.filter(state=Delivery.CLAIMED).update(
        state=Delivery.UNKNOWN, changed_at=timezone.now(), error="The worker stopped while sending this one."
    )
    return True


@transaction.atomic
def stop(*, newsletter: Newsletter) -> None:
    """Hold a newsletter back at once: each claim looks at its state."""
    going = Newsletter.objects.filter(pk=newsletter.pk)
    if not going.filter(state=Newsletter.SENDING).update(state=Newsletter.STOPPED):
        going.filter(state=Newsletter.SCHEDULED).update(state=Newsletter.DRAFT, send_at=None)


@transaction.atomic
def go_on(*, newsletter: Newsletter) -> None:
    """Send the rest of a newsletter that was stopped."""
    stopped = Newsletter.objects.filter(pk=newsletter.pk, state=Newsletter.STOPPED)
    if stopped.update(state=Newsletter.SENDING):
        transaction.on_commit(lambda: start_lanes(newsletter.pk))


def send_test(*, newsletter: Newsletter, address: str) -> None:
    """One mail of what would be sent now, to one address; its links lead to nobody's preferences."""
    nobody = Subscriber(email=address)
    letter = letters.compose(newsletter)
    mail = letters.mail_to(letter, nobody)
    mail.subject = f"[Test] {mail.subject}"
    mail.send()
