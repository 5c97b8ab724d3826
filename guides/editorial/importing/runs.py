"""Reads an upload in tasks, one article at a time, of which each is stored as a whole or not at all.

An upload is checked first, without a change; its drafts are made when somebody asks. If a worker stops,
`resume` continues after the last article. After three tasks without progress the import stays stopped.
"""

from datetime import timedelta
from time import monotonic
from typing import Any

from django.db import transaction
from django.db.models import F
from django.tasks import task
from django.utils import timezone
from wagtail.models import Page

from guides import import_queue
from guides.editorial.importing.article import Article, UnreadableExport
from guides.editorial.importing.drafts import Report, import_article
from guides.editorial.importing.pictures import Pictures
from guides.editorial.importing.upload import Upload
from guides.editorial.models import GuideImport, ImportedArticle

SECONDS = 20.0  # for one task; then others get their turn
KEPT = timedelta(days=7)


class NotChecked(ValueError):
    """The drafts of this import can't be made: it isn't checked, or they are being made already."""


@transaction.atomic
def start(*, name: str, content: bytes, parent: Page, by: Any) -> GuideImport:
    """Store an upload and queue its check. Raises UnreadableExport."""
    export = Upload(name, content).export()
    if not export.articles:
        raise UnreadableExport(" ".join(["There is no article in this file.", *export.notes]))
    made = GuideImport.objects.create(
        name=name[:200],
        content=content,
        parent=parent,
        by=by,
        total=len(export.articles),
        notes=export.notes,
    )
    transaction.on_commit(lambda: import_guides.enqueue(made.pk))
    return made


@transaction.atomic
def make_drafts(import_id: int) -> None:
    """Queue the drafts of a checked import. Raises NotChecked."""
    checked = GuideImport.objects.filter(
        pk=import_id, stage=GuideImport.CHECK, state=GuideImport.FINISHED, parent__isnull=False
    ).exclude(content=b"")
    again = {"stage": GuideImport.MAKE, "state": GuideImport.WAITING, "done": 0, "tries": 0}
    if not checked.update(**again, moved_at=timezone.now()):
        raise NotChecked("It isn’t checked yet, its drafts are made already, or it is too old.")
    ImportedArticle.objects.filter(batch=import_id).delete()
    transaction.on_commit(lambda: import_guides.enqueue(import_id))


@task
def import_guides(import_id: int) -> None:
    """Read articles for a while, then queue the next task so that others get their turn."""
    if read_some(import_id):
        import_guides.enqueue(import_id)


def read_some(import_id: int, *, seconds: float = SECONDS) -> bool:
    """Read articles until the time is up; returns True if some are left."""
    until = monotonic() + seconds
    ours = GuideImport.objects.filter(pk=import_id, state__in=GuideImport.OPEN)
    if not ours.update(state=GuideImport.RUNNING, tries=F("tries") + 1, moved_at=timezone.now()):
        return False
    job = ours.get()
    upload = Upload(job.name, bytes(job.content))
    articles = upload.export().articles
    for number in range(job.done, len(articles)):
        if number > job.done and monotonic() > until:
            return True
        if not _read(job, upload, number, articles[number]):
            return False
    _finish(job)
    return False


@transaction.atomic
def _read(job: GuideImport, upload: Upload, number: int, article: Article) -> bool:
    """Read one article; False, without a change, if another task took it."""
    ours = GuideImport.objects.filter(pk=job.pk, state__in=GuideImport.OPEN, stage=job.stage, done=number)
    # Comes first, as it locks the row: a second worker waits here and then finds another number.
    if not ours.update(done=number + 1, tries=0, moved_at=timezone.now()):
        return False
    pictures = Pictures(upload, by=job.by, is_check=job.stage == GuideImport.CHECK)
    parent = Page.objects.get(pk=job.parent_id)
    _store(job, number, import_article(article, parent=parent, pictures=pictures))
    return True


def _store(job: GuideImport, number: int, report: Report) -> None:
    ImportedArticle.objects.create(
        batch=job,
        number=number,
        title=report.title,
        page=report.page,
        is_skipped=report.is_skipped,
        kept=report.kept,
        notes=report.notes,
    )


def _finish(job: GuideImport) -> None:
    """Finish; the file is kept for the drafts and deleted after them."""
    ours = GuideImport.objects.filter(pk=job.pk, state__in=GuideImport.OPEN, stage=job.stage)
    emptied = {"content": b""} if job.stage == GuideImport.MAKE else {}
    ours.filter(done__gte=F("total")).update(state=GuideImport.FINISHED, moved_at=timezone.now(), **emptied)


def resume(*, quiet: timedelta = import_queue.QUIET) -> int:
    """Restart imports that made no progress for a while; returns how many."""
    running = GuideImport.objects.filter(state__in=GuideImport.OPEN)
    return import_queue.resume(
        running, stopped=GuideImport.STOPPED, enqueue=import_guides.enqueue, quiet=quiet
    )


def go_on(import_id: int) -> None:
    """Continue a stopped import at the request of staff."""
    stopped = GuideImport.objects.filter(pk=import_id, state=GuideImport.STOPPED)
    import_queue.go_on(stopped, waiting=GuideImport.WAITING, enqueue=lambda: import_guides.enqueue(import_id))


def forget_old() -> int:
    """Empty the files of imports whose drafts nobody asked for within a week: they may hold addresses."""
    old = GuideImport.objects.filter(moved_at__lte=timezone.now() - KEPT).exclude(content=b"")
    return old.exclude(state__in=GuideImport.OPEN).update(content=b"")
