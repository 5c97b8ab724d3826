"""Bringing in a file of subscribers outside requests: some hundred rows at a time, each time all or none.

Whatever stops (a worker, the database, the machine) leaves whole batches behind. `resume` starts it again
from there; after three tasks without a step it stays stopped and the page says so. Several tasks of one
import may be alive (the queue was long): each batch is claimed by the number of rows before it.
"""

from datetime import timedelta
from itertools import batched
from time import monotonic

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from guides.newsletter.cms.importing import Row, Rows, read_rows, table_of, take
from guides.newsletter.models import SubscriberImport
from guides.newsletter.task_path import newsletter_task

CHUNK = 500
SECONDS = 20.0  # for one task; then others get their turn
QUIET = timedelta(minutes=2)  # far longer than one batch takes
MOST_TRIES = 3


@transaction.atomic
def start(*, name: str, content: bytes, dry_run: bool) -> SubscriberImport:
    """Store a file and let a task bring it in; raises UnreadableFile for one that can't be read at all."""
    table_of(content)
    made = SubscriberImport.objects.create(name=name[:200], content=content, dry_run=dry_run)
    transaction.on_commit(lambda: import_some.enqueue(made.pk))
    return made


@newsletter_task
def import_some(import_id: int) -> None:
    """Import rows for a while, then queue the next task so that others get their turn."""
    if take_some(import_id):
        import_some.enqueue(import_id)


def take_some(import_id: int, *, seconds: float = SECONDS) -> bool:
    """Bring in batches until the time is up; True where there are rows left to take."""
    until = monotonic() + seconds
    ours = SubscriberImport.objects.filter(pk=import_id, state__in=SubscriberImport.OPEN)
    if not ours.update(state=SubscriberImport.RUNNING, tries=F("tries") + 1, moved_at=timezone.now()):
        return False
    job = ours.get()
    found = read_rows(bytes(job.content), today=timezone.localdate(job.created_at))
    ours.update(total=len(found.good))
    done = job.done
    for batch in batched(list(found.good.values())[done:], CHUNK):
        if not _take_batch(job, batch, done):
            return False
        done += len(batch)
        if monotonic() > until and done < len(found.good):
            return True
    _finish(job, found)
    return False


def _finish(job: SubscriberImport, found: Rows) -> None:
    """Once, when everything is in the tables; the file goes, as it holds addresses."""
    whole = SubscriberImport.objects.filter(pk=job.pk, state__in=SubscriberImport.OPEN, done=len(found.good))
    whole.update(
        state=SubscriberImport.FINISHED,
        faults=found.faults,
        already=F("already") + found.repeated,
        content=b"",
        moved_at=timezone.now(),
    )


@transaction.atomic
def _take_batch(job: SubscriberImport, batch: tuple[Row, ...], done: int) -> bool:
    """Take the rows behind the first `done`; False, and nothing, where another task is at it."""
    ours = SubscriberImport.objects.filter(pk=job.pk, state__in=SubscriberImport.OPEN, done=done)
    # First, as it locks the row: a second worker waits here and then finds another number.
    if not ours.update(done=done + len(batch), tries=0, moved_at=timezone.now()):
        return False
    counts = take(batch, dry_run=job.dry_run)
    SubscriberImport.objects.filter(pk=job.pk).update(
        added=F("added") + counts.added,
        already=F("already") + counts.already,
        suppressed=F("suppressed") + counts.suppressed,
    )
    return True


def resume(*, quiet: timedelta = QUIET) -> int:
    """Start again what hasn't moved for a while; returns how many imports that were."""
    before = timezone.now() - quiet
    still = SubscriberImport.objects.filter(state__in=SubscriberImport.OPEN, moved_at__lte=before)
    still.filter(tries__gte=MOST_TRIES).update(state=SubscriberImport.STOPPED)
    keys = list(still.values_list("pk", flat=True))
    for key in keys:
        SubscriberImport.objects.filter(pk=key).update(moved_at=timezone.now())  # the next minute is too soon
        import_some.enqueue(key)
    return len(keys)


@transaction.atomic
def go_on(import_id: int) -> None:
    """Start a stopped import again, as staff asked."""
    stopped = SubscriberImport.objects.filter(pk=import_id, state=SubscriberImport.STOPPED)
    if stopped.update(state=SubscriberImport.WAITING, tries=0, moved_at=timezone.now()):
        transaction.on_commit(lambda: import_some.enqueue(import_id))
