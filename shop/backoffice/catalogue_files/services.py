"""Takes a file of products or codes from upload to import, and back."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Final

from django.db import transaction
from django.utils import timezone

from shop.accounts.models import User
from shop.backoffice.catalogue_files.archive import Archive, is_archive, opened
from shop.backoffice.catalogue_files.jobs import work_on_upload
from shop.backoffice.catalogue_files.picture_names import named_sku
from shop.backoffice.catalogue_files.reading import rows_in
from shop.backoffice.catalogue_upload import CatalogueUpload, UploadedPicture
from shop.catalogue.importing.defaults import Defaults
from shop.catalogue.importing.foreign import recognised
from shop.catalogue.models import Product
from shop.spreadsheets.reader import UnreadableFile
from shop.spreadsheets.uploads import Sheet, read_sheet
from shop.web.upload_sizes import MEGABYTE

MOST_ROWS: Final = 5_000
MOST_BYTES: Final = 5 * MEGABYTE
PICTURES_KEPT: Final = timedelta(days=30)
State, About = CatalogueUpload.State, CatalogueUpload.About


class NotNow(Exception):
    """The file isn’t in the state that this step needs: a colleague was faster, or it was clicked twice."""


@transaction.atomic
def take_file(*, name: str, content: bytes, by: User, about: str = About.PRODUCTS) -> CatalogueUpload:
    """Store the cells of a file, and the pictures of a zip. Raises UnreadableFile."""
    archive = opened(content) if is_archive(content) else Archive(content)
    if archive.pictures and about != About.PRODUCTS:
        raise UnreadableFile("Discount codes come as a table, not as a zip.")
    upload = _stored(name, _sheet(archive), by, about)
    _forget_old_pictures()
    UploadedPicture.objects.bulk_create(
        UploadedPicture(upload=upload, name=picture, content=found)
        for picture, found in archive.pictures.items()
    )
    return upload


def _sheet(archive: Archive) -> Sheet:
    """The table; for pictures alone, a row for each SKU that they are called by."""
    if archive.table is not None:
        if len(archive.table) > MOST_BYTES:
            raise UnreadableFile(f"A table has at most {MOST_BYTES // MEGABYTE} MB. Split it.")
        return read_sheet(archive.table)
    known = [sku for sku in Product.objects.values_list("upc", flat=True) if sku]
    skus = dict.fromkeys(named_sku(name, known) or PurePosixPath(name).stem for name in archive.pictures)
    return Sheet([["sku"], *([sku] for sku in skus)], "a zip of pictures that are named by SKU")


def _forget_old_pictures() -> None:
    """Pictures that were never imported take room."""
    old = timezone.now() - PICTURES_KEPT
    UploadedPicture.objects.filter(upload__uploaded_at__lt=old, image=None).delete()


def _stored(name: str, sheet: Sheet, by: User, about: str) -> CatalogueUpload:
    records, system = recognised(sheet.records) if about == About.PRODUCTS else (sheet.records, "")
    if len(records) < 2:
        raise UnreadableFile("The file has no rows below its headings.")
    if len(records) > MOST_ROWS:
        raise UnreadableFile(f"The file has {len(records):,} rows. Split it: at most {MOST_ROWS:,} each.")
    return CatalogueUpload.objects.create(
        name=name[:200], about=about, read_as=sheet.read_as, system=system, records=records, by=by
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
