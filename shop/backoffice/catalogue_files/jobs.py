"""The task that checks, imports or undoes a file, whatever it waits for."""

from collections.abc import Callable
from typing import Final

from django.db import transaction
from django.tasks import task
from django.utils import timezone
from wagtail.log_actions import log

from shop.accounts.models import User
from shop.backoffice.activity.acting import acting_as
from shop.backoffice.catalogue_files.kinds import kind_of
from shop.backoffice.catalogue_files.outcome import outcome_of
from shop.backoffice.catalogue_files.pictures import left_out
from shop.backoffice.catalogue_files.reading import whole_rows
from shop.backoffice.catalogue_upload import CatalogueUpload
from shop.catalogue.importing.services import ChangedSincePreview
from shop.catalogue.importing.undoing import CannotUndo

State = CatalogueUpload.State
IMPORTED, UNDONE = "office.catalogue_imported", "office.catalogue_import_undone"
# Name, what it is called in a list of actions, what the log says.
ACTIONS: Final = (
    (IMPORTED, "Import a catalogue file", "Imported"),
    (UNDONE, "Undo an import", "Import undone"),
)
CHANGED_MEANWHILE: Final = (
    "Nothing was imported: something in the catalogue changed after the check. Look at the preview again."
)
PROBLEMS_NOW: Final = "Nothing was imported: rows have problems now that they didn’t have at the check."
NOTHING_UNDONE: Final = "Nothing was undone:"


@task
def work_on_upload(upload_id: int) -> None:
    """Do what the file’s state says; a second task for the same step finds nothing to do."""
    upload = CatalogueUpload.objects.select_related("by").get(pk=upload_id)
    if upload.state == State.CHECKING:
        _check(upload)
    elif upload.state == State.APPLYING:
        _with_colleague(upload, _apply)
    elif upload.state == State.UNDOING:
        _with_colleague(upload, _undo)


def _with_colleague(upload: CatalogueUpload, step: Callable[[CatalogueUpload, User], None]) -> None:
    if upload.by:
        with acting_as(upload.by):
            step(upload, upload.by)


def _check(upload: CatalogueUpload, note: str = "") -> None:
    rows = whole_rows(upload)
    ours = CatalogueUpload.objects.filter(pk=upload.pk)
    report = kind_of(upload).check(upload, rows, lambda done: ours.update(done=done))
    ours.filter(state__in=[State.CHECKING, State.APPLYING]).update(
        state=State.CHECKED,
        outcome=outcome_of(rows, report, has_row_numbers=not upload.system),
        note=note or left_out(upload, rows),
    )


def _apply(upload: CatalogueUpload, by: User) -> None:
    if problem := _imported(upload, by):
        _check(upload, problem)


def _imported(upload: CatalogueUpload, by: User) -> str:
    """Why it wasn’t imported; empty if it was. The state is claimed in the same transaction."""
    rows = whole_rows(upload)
    try:
        with kind_of(upload).ready(upload) as write, transaction.atomic():
            if not _claim(upload, State.APPLYING, State.APPLIED):
                return ""
            report = write(rows)
            if report.problems:
                transaction.set_rollback(True)
                return PROBLEMS_NOW
            done = {
                "outcome": outcome_of(rows, report, has_row_numbers=not upload.system),
                "applied_at": timezone.now(),
            }
            CatalogueUpload.objects.filter(pk=upload.pk).update(**done)
            log(upload, IMPORTED, user=by)
    except ChangedSincePreview:
        return CHANGED_MEANWHILE
    return ""


def _undo(upload: CatalogueUpload, by: User) -> None:
    try:
        with transaction.atomic():
            if _claim(upload, State.UNDOING, State.UNDONE):
                kind_of(upload).undo(upload)
                log(upload, UNDONE, user=by)
    except CannotUndo as problem:
        note = "\n".join([NOTHING_UNDONE, *problem.texts])
        CatalogueUpload.objects.filter(pk=upload.pk).update(state=State.APPLIED, note=note)


def _claim(upload: CatalogueUpload, old: str, new: str) -> bool:
    """Move the state on; False if another task has done it."""
    return bool(CatalogueUpload.objects.filter(pk=upload.pk, state=old).update(state=new))
