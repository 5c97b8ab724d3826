"""From a written newsletter to its rows and its lanes, and what keeps it going when something stops.

Everything here can be done again: rows are made once whoever makes them, a start ends what an
earlier start left behind, and a newsletter that has gone can't be queued anew.
"""

from datetime import datetime, timedelta
from itertools import batched

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from guides.newsletter import tasks
from guides.newsletter.models import Delivery, Newsletter
from guides.newsletter.sending import message
from guides.newsletter.sending.audience import recipients
from guides.newsletter.sending.claims_gate import held_back, waits_for_its_part

CHUNK = 5_000
STALLED_AFTER = timedelta(minutes=5)  # longer than any mail server lets one mail wait
KILLED = "The worker stopped while handing this one over."


class AlreadySent(Exception):
    """The newsletter is on its way or gone; it can't be queued again."""


def schedule(*, newsletter: Newsletter, at: datetime | None = None) -> None:
    """Freeze what will be sent and to whom, and set its time; without one it starts at once.

    Raises BrokenLinks and AlreadySent. Its links are tried before the transaction: that takes a while.
    """
    _freeze(newsletter, message.compose(newsletter), at)


@transaction.atomic
def _freeze(newsletter: Newsletter, letter: message.Letter, at: datetime | None) -> None:
    drafts = Newsletter.objects.filter(pk=newsletter.pk, state__in=(Newsletter.DRAFT, Newsletter.SCHEDULED))
    if not drafts.update(
        state=Newsletter.SCHEDULED,
        send_at=at or timezone.now(),
        subject=newsletter.subject,
        audience=newsletter.audience,
        series=newsletter.series,
        frozen_html=letter.html,
        frozen_text=letter.text,
    ):
        raise AlreadySent(newsletter.subject)
    if at is None:
        transaction.on_commit(lambda: tasks.begin_newsletter.enqueue(newsletter.pk))


def _due(quiet: timedelta = STALLED_AFTER) -> Q:
    """Set for a time that has come, or given up half-way while its rows were made."""
    now = timezone.now()
    abandoned = Q(state=Newsletter.QUEUEING, queued_at__lte=now - quiet)
    return Q(state=Newsletter.SCHEDULED, send_at__lte=now) | abandoned


def begin(*, newsletter: Newsletter) -> int:
    """Make the rows and start the lanes; only one worker at a time does it. Returns the new rows."""
    mine = Newsletter.objects.filter(_due(), pk=newsletter.pk)
    if not mine.update(state=Newsletter.QUEUEING, queued_at=timezone.now()):
        return 0
    newsletter.refresh_from_db()
    if waits_for_its_part(newsletter) or held_back(newsletter):
        return 0
    made = queue(newsletter)
    still = Newsletter.objects.filter(pk=newsletter.pk, state=Newsletter.QUEUEING)
    if still.update(state=Newsletter.SENDING):
        start_shards(newsletter.pk)
    return made


def queue(newsletter: Newsletter) -> int:
    """One row for each recipient of this moment, in chunks, so that memory stays flat."""
    made = 0
    people = recipients(newsletter).order_by("pk").values_list("pk", flat=True).iterator(chunk_size=CHUNK)
    for keys in batched(people, CHUNK):
        rows = [Delivery(newsletter=newsletter, subscriber_id=key) for key in keys]
        made += len(Delivery.objects.bulk_create(rows, ignore_conflicts=True))
    return made


def start_shards(newsletter_id: int) -> None:
    """One chain of tasks for each worker that shall share the work; chains of an earlier start end."""
    sending = Newsletter.objects.filter(pk=newsletter_id, state=Newsletter.SENDING)
    if not sending.update(run=F("run") + 1, started_at=timezone.now()):
        return
    run = sending.values_list("run", flat=True).get()
    for lane in range(settings.NEWSLETTER_LANES):
        tasks.send_some.enqueue(newsletter_id, lane, run)


def finish(newsletter: Newsletter) -> bool:
    """Close a newsletter with nothing left to send."""
    left = Delivery.objects.filter(newsletter=newsletter, state__in=(Delivery.WAITING, Delivery.CLAIMED))
    if left.exists():
        return False
    sending = Newsletter.objects.filter(pk=newsletter.pk, state=Newsletter.SENDING)
    return bool(sending.update(state=Newsletter.SENT, finished_at=timezone.now()))


def resume(*, quiet: timedelta = STALLED_AFTER) -> int:
    """Start what is due and what stopped half-way; returns how many newsletters that were."""
    due = list(Newsletter.objects.filter(_due(quiet)).values_list("pk", flat=True))
    for pk in due:
        tasks.begin_newsletter.enqueue(pk)
    stalled = [
        newsletter
        for newsletter in Newsletter.objects.filter(state=Newsletter.SENDING)
        if _is_stalled(newsletter, quiet) and not finish(newsletter)
    ]
    for newsletter in stalled:
        start_shards(newsletter.pk)
    return len(due) + len(stalled)


def _is_stalled(newsletter: Newsletter, quiet: timedelta) -> bool:
    """Whether nothing has moved for a while; claims nobody came back from are given up."""
    before = timezone.now() - quiet
    rows = Delivery.objects.filter(newsletter=newsletter)
    moved = rows.aggregate(last=Max("changed_at"))["last"]
    latest = max(at for at in (moved, newsletter.started_at, newsletter.queued_at, before) if at)
    if latest > before:
        return False
    rows.filter(state=Delivery.CLAIMED).update(
        state=Delivery.UNKNOWN, changed_at=timezone.now(), error=KILLED
    )
    return True


@transaction.atomic
def stop(*, newsletter: Newsletter) -> None:
    """Hold a newsletter back at once: each claim looks at its state."""
    going = Newsletter.objects.filter(pk=newsletter.pk)
    if not going.filter(state=Newsletter.SENDING).update(state=Newsletter.STOPPED):
        before = (Newsletter.SCHEDULED, Newsletter.QUEUEING)
        going.filter(state__in=before).update(state=Newsletter.DRAFT, send_at=None)


@transaction.atomic
def go_on(*, newsletter: Newsletter) -> None:
    """Send the rest of a newsletter that was stopped."""
    stopped = Newsletter.objects.filter(pk=newsletter.pk, state=Newsletter.STOPPED)
    if stopped.update(state=Newsletter.SENDING):
        transaction.on_commit(lambda: start_shards(newsletter.pk))
