"""Imports a file of subscribers in tasks, in batches of which each is stored as a whole or not at all.

If a worker, the database or the machine stops, `resume` continues after the last complete batch. After three
tasks without progress the import stays stopped and its page says so. Several tasks of one import may run at
once (after a long queue): the number of rows before a batch decides which of them takes it.
"""

from datetime import timedelta
from itertools import batched
from time import monotonic

from django.db import transaction
from django.db.models import F
from django.tasks import task
from django.utils import timezone

from guides import import_queue
from guides.newsletter.cms.import_columns import ImportColumns, loaded, remember, stored
from guides.newsletter.cms.importing import Row, Rows, read_rows, table_of, take
from guides.newsletter.models import SubscriberImport

CHUNK = 500
SECONDS = 20.0  # for one task; then others get their turn


@transaction.atomic
def start(*, name: str, content: bytes, dry_run: bool) -> SubscriberImport:
    """Store a file and queue its import; raises UnreadableFile."""
    table_of(content)
    made = SubscriberImport.objects.create(name=name[:200], content=content, dry_run=dry_run)
    transaction.on_commit(lambda: import_some.enqueue(made.pk))
    return made


def hold(*, name: str, content: bytes) -> SubscriberImport:
    """Store a file whose columns have to be chosen first. Raises UnreadableFile."""
    table_of(content, ImportColumns(email=""))
    state = SubscriberImport.CHOOSING
    return SubscriberImport.objects.create(name=name[:200], content=content, dry_run=True, state=state)


@transaction.atomic
def begin(*, job: SubscriberImport, columns: ImportColumns, dry_run: bool) -> None:
    """Queue the import of a stored file with the chosen columns. Twice is once. Raises UnreadableFile."""
    headings = table_of(bytes(job.content), columns).columns
    chosen = SubscriberImport.objects.filter(pk=job.pk, state=SubscriberImport.CHOOSING)
    if chosen.update(
        state=SubscriberImport.WAITING,
        columns=stored(columns),
        dry_run=dry_run,
        moved_at=timezone.now(),
    ):
        remember(headings, columns)
        transaction.on_commit(lambda: import_some.enqueue(job.pk))


@task
def import_some(import_id: int) -> None:
    """Import rows for a while, then queue the next task so that others get their turn."""
    if take_some(import_id):
        import_some.enqueue(import_id)


def take_some(import_id: int, *, seconds: float = SECONDS) -> bool:
    """Import batches until the time is up; returns True if rows are left."""
    until = monotonic() + seconds
    ours = SubscriberImport.objects.filter(pk=import_id, state__in=SubscriberImport.OPEN)
    if not ours.update(state=SubscriberImport.RUNNING, tries=F("tries") + 1, moved_at=timezone.now()):
        return False
    job = ours.get()
    today = timezone.localdate(job.created_at)
    found = read_rows(bytes(job.content), today=today, columns=loaded(job.columns))
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
    """Finish once all rows are stored, and delete the file, as it contains addresses."""
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
    """Import the rows after the first `done`; False, without a change, if another task took them."""
    ours = SubscriberImport.objects.filter(pk=job.pk, state__in=SubscriberImport.OPEN, done=done)
    # Comes first, as it locks the row: a second worker waits here and then finds another number.
    if not ours.update(done=done + len(batch), tries=0, moved_at=timezone.now()):
        return False
    counts = take(batch, dry_run=job.dry_run)
    SubscriberImport.objects.filter(pk=job.pk).update(
        added=F("added") + counts.added,
        already=F("already") + counts.already,
        suppressed=F("suppressed") + counts.suppressed,
    )
    return True


def resume(*, quiet: timedelta = import_queue.QUIET) -> int:
    """Restart imports that made no progress for a while; returns how many."""
    running = SubscriberImport.objects.filter(state__in=SubscriberImport.OPEN)
    return import_queue.resume(
        running, stopped=SubscriberImport.STOPPED, enqueue=import_some.enqueue, quiet=quiet
    )


def go_on(import_id: int) -> None:
    """Continue a stopped import at the request of staff."""
    stopped = SubscriberImport.objects.filter(pk=import_id, state=SubscriberImport.STOPPED)
    import_queue.go_on(
        stopped, waiting=SubscriberImport.WAITING, enqueue=lambda: import_some.enqueue(import_id)
    )
