"""Schedules newsletters, creates their deliveries and resumes what stopped half-way.

Every step can be repeated: a delivery is created once per recipient, a new start ends the tasks of an
earlier one, and a newsletter that was sent can't be queued again.
"""

from datetime import datetime, timedelta
from itertools import batched

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.tasks import task
from django.utils import timezone

from guides.newsletter.absolute_links import BrokenLinks
from guides.newsletter.blocks import shows_products
from guides.newsletter.models import Delivery, Newsletter
from guides.newsletter.sending import subjects
from guides.newsletter.sending.audience import recipients
from guides.newsletter.sending.claims_gate import is_refused, unschedule, waits_for_its_part
from guides.newsletter.sending.transitions import finish, on_its_way
from guides.newsletter.sending.worker import start_shards

CHUNK = 5_000
STALLED_AFTER = timedelta(minutes=5)  # longer than any mail server lets one email wait
KILLED = "The worker stopped while handing this one over."


class AlreadySent(Exception):
    """The newsletter is being sent or was sent; it can't be queued again."""


def schedule(*, newsletter: Newsletter, at: datetime | None = None) -> None:
    """Freeze the text and set the time; without a time sending starts at once.

    Raises BrokenLinks and AlreadySent. Links are checked before the transaction, because that takes a while.
    """
    _freeze(newsletter, subjects.frozen_texts(newsletter), at)


@transaction.atomic
def _freeze(newsletter: Newsletter, frozen: dict[str, str], at: datetime | None) -> None:
    drafts = Newsletter.objects.filter(pk=newsletter.pk, state__in=(Newsletter.DRAFT, Newsletter.SCHEDULED))
    if not drafts.update(
        state=Newsletter.SCHEDULED,
        send_at=at or timezone.now(),
        subject=newsletter.subject,
        audience=newsletter.audience,
        series=newsletter.series,
        saved_audience=newsletter.saved_audience,
        keeps_weekly_most=newsletter.keeps_weekly_most,
        in_archive=newsletter.in_archive,
        subject_b=newsletter.subject_b,
        test_share=newsletter.test_share,
        test_hours=newsletter.test_hours,
        **frozen,
    ):
        raise AlreadySent(newsletter.subject)
    if at is None:
        transaction.on_commit(lambda: begin_newsletter.enqueue(newsletter.pk))


def move(*, newsletter: Newsletter, was: datetime, at: datetime) -> None:
    """Another time for a newsletter that waits; its text stays frozen.

    Raises AlreadySent, also where its time isn't `was` any more.
    """
    waiting = Newsletter.objects.filter(pk=newsletter.pk, state=Newsletter.SCHEDULED, send_at=was)
    if not waiting.update(send_at=at):
        raise AlreadySent(newsletter.subject)


def _due(quiet: timedelta = STALLED_AFTER) -> Q:
    """Scheduled for a time that has come, or abandoned while deliveries were being created."""
    now = timezone.now()
    abandoned = Q(state=Newsletter.QUEUEING, queued_at__lte=now - quiet)
    return Q(state=Newsletter.SCHEDULED, send_at__lte=now) | abandoned


@task
def begin_newsletter(newsletter_id: int) -> None:
    """Create a newsletter's deliveries and start sending."""
    begin(newsletter=Newsletter.objects.get(pk=newsletter_id))


def begin(*, newsletter: Newsletter) -> int:
    """Create the deliveries and start the shards, in one worker at a time; returns the new deliveries."""
    mine = Newsletter.objects.filter(_due(), pk=newsletter.pk)
    if not mine.update(state=Newsletter.QUEUEING, queued_at=timezone.now()):
        return 0
    newsletter.refresh_from_db()
    if waits_for_its_part(newsletter) or is_refused(newsletter) or not _takes_prices(newsletter):
        return 0
    made = queue(newsletter)
    subjects.begin_test(newsletter)
    still = Newsletter.objects.filter(pk=newsletter.pk, state=Newsletter.QUEUEING)
    if still.update(state=Newsletter.SENDING):
        start_shards(newsletter.pk)
    return made


def _takes_prices(newsletter: Newsletter) -> bool:
    """Freeze a text with products again, with the prices of this moment: it was frozen when it was scheduled.

    False if a link broke since; then it is a draft again, and the editors are emailed.
    """
    edited = newsletter.get_latest_revision_as_object()
    if not shows_products(edited.body):
        return True
    try:
        frozen = subjects.frozen_texts(edited)
    except BrokenLinks as error:
        unschedule(newsletter, error.lines)
        return False
    ours = Newsletter.objects.filter(pk=newsletter.pk, state=Newsletter.QUEUEING)
    return bool(ours.update(**frozen))


def queue(newsletter: Newsletter) -> int:
    """Create one delivery for each current recipient, in chunks to limit memory."""
    made = 0
    people = recipients(newsletter).order_by("pk").values_list("pk", flat=True).iterator(chunk_size=CHUNK)
    for keys in batched(people, CHUNK):
        rows = [
            Delivery(newsletter=newsletter, subscriber_id=key, subject=subjects.subject_for(newsletter, key))
            for key in keys
        ]
        made += len(Delivery.objects.bulk_create(rows, ignore_conflicts=True))
    return made


def resume(*, quiet: timedelta = STALLED_AFTER) -> int:
    """Start due newsletters and restart stalled ones; returns how many."""
    due = list(Newsletter.objects.filter(_due(quiet)).values_list("pk", flat=True))
    for pk in due:
        begin_newsletter.enqueue(pk)
    stalled = [
        newsletter
        for newsletter in on_its_way().filter(_has_work())
        if _is_stalled(newsletter, quiet) and not finish(newsletter)
    ]
    for newsletter in stalled:
        start_shards(newsletter.pk)
    return len(due) + len(stalled)


def _has_work() -> Q:
    """A letter of an automation is idle most of the time; a newsletter without deliveries left finishes."""
    left = Delivery.objects.filter(newsletter=OuterRef("pk"), state__in=(Delivery.WAITING, Delivery.CLAIMED))
    return Q(state=Newsletter.SENDING) | Q(Exists(left))


def _is_stalled(newsletter: Newsletter, quiet: timedelta) -> bool:
    """Whether nothing was sent for a while; leases of dead workers then become unknown deliveries."""
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
def go_on(*, newsletter: Newsletter) -> None:
    """Resume a stopped newsletter."""
    stopped = Newsletter.objects.filter(pk=newsletter.pk, state=Newsletter.STOPPED)
    if stopped.update(state=Newsletter.SENDING):
        transaction.on_commit(lambda: start_shards(newsletter.pk))
