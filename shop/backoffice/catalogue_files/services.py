"""Takes a catalogue file from upload to import, and back."""

from collections.abc import Sequence
from typing import Final

from django.db import transaction

from shop.accounts.models import User
from shop.backoffice.catalogue_files.jobs import work_on_upload
from shop.backoffice.catalogue_files.reading import rows_in
from shop.backoffice.catalogue_upload import CatalogueUpload
from shop.catalogue.importing.defaults import Defaults
from shop.catalogue.importing.foreign import recognised
from shop.spreadsheets.reader import UnreadableFile
from shop.spreadsheets.uploads import read_sheet

MOST_ROWS: Final = 5_000
State = CatalogueUpload.State


class NotNow(Exception):
    """The file isn’t in the state that this step needs: a colleague was faster, or it was clicked twice."""


@transaction.atomic
def take_file(*, name: str, content: bytes, by: User) -> CatalogueUpload:
    """Store the cells of a file. Raises UnreadableFile."""
    sheet = read_sheet(content)
    records, system = recognised(sheet.records)
    if len(records) < 2:
        raise UnreadableFile("The file has no rows below its headings.")
    if len(records) > MOST_ROWS:
        raise UnreadableFile(f"The file has {len(records):,} rows. Split it: at most {MOST_ROWS:,} each.")
    return CatalogueUpload.objects.create(
        name=name[:200], read_as=sheet.read_as, system=system, records=records, by=by
    )


@transaction.atomic
def choose_columns(
    *, upload_id: int, columns: Sequence[str], takes_stock: bool, defaults: Defaults
) -> CatalogueUpload:
    """Keep how the columns are read, and queue the check. Raises UnreadableFile or NotNow."""
    upload = _locked(upload_id, State.TO_MATCH, State.CHECKED)
    upload.columns, upload.takes_stock = list(columns), takes_stock
    upload.kind, upload.category = defaults.kind, defaults.category
    upload.total = len(rows_in(upload))
    _begin(upload, State.CHECKING)
    return upload


@transaction.atomic
def apply_file(*, upload_id: int) -> CatalogueUpload:
    """Queue the import of a checked file without problems. Raises NotNow."""
    upload = _locked(upload_id, State.CHECKED)
    if upload.has_problems or not upload.changes_anything:
        raise NotNow
    _begin(upload, State.APPLYING)
    return upload


@transaction.atomic
def undo_file(*, upload_id: int) -> CatalogueUpload:
    """Queue the undoing of the last import. Raises NotNow."""
    upload = _locked(upload_id, State.APPLIED)
    if upload != last_applied():
        raise NotNow
    _begin(upload, State.UNDOING)
    return upload


def last_applied() -> CatalogueUpload | None:
    """The file that was imported last and not undone: the only one that can be."""
    return CatalogueUpload.objects.filter(state=State.APPLIED).order_by("-applied_at").first()


def _locked(upload_id: int, *states: str) -> CatalogueUpload:
    upload = CatalogueUpload.objects.select_for_update(of=("self",)).get(pk=upload_id)
    if upload.state not in states:
        raise NotNow
    return upload


def _begin(upload: CatalogueUpload, state: CatalogueUpload.State) -> None:
    upload.state, upload.done, upload.note = state, 0, ""
    upload.save()
    transaction.on_commit(lambda: work_on_upload.enqueue(upload.pk))
