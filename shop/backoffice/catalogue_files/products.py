"""Files of products, with pictures where they came in a zip."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from django.db import transaction

from shop.backoffice.catalogue_files.outcome import added_in, changes_in, pictures_in
from shop.backoffice.catalogue_files.pictures import (
    PICTURES,
    WORDS,
    add_pictures,
    check_pictures,
    take_pictures_back,
)
from shop.backoffice.catalogue_upload import CatalogueUpload
from shop.catalogue.importing.columns import COLUMNS as OF_PRODUCTS
from shop.catalogue.importing.reader import Row, rows_of
from shop.catalogue.importing.records import KNOWN_AS as NAMES_OF_PRODUCTS
from shop.catalogue.importing.services import (
    ChangedSincePreview,
    Report,
    import_rows,
    preview_rows,
    problems_of,
)
from shop.catalogue.importing.undoing import undo_import

__all__ = ["COLUMNS", "KNOWN_AS", "check", "rows_of", "undo", "write"]
COLUMNS: Final = [*OF_PRODUCTS, PICTURES, WORDS]
KNOWN_AS: Final = {
    **NAMES_OF_PRODUCTS,
    **dict.fromkeys(["picture", "image", "images", "photo", "photos", "image_file"], PICTURES),
    **dict.fromkeys(["alt_text", "alternative_text", "image_alt_text", "picture_text"], WORDS),
}


def check(upload: CatalogueUpload, rows: Sequence[Row], on_row: Callable[[int], object]) -> Report:
    """What importing would do; `on_row` is told how many rows are done."""
    preview_rows(rows=rows, on_row=on_row)
    check_pictures(upload, rows)
    return _report(rows)


@transaction.atomic
def write(upload: CatalogueUpload, rows: Sequence[Row]) -> Report:
    """Import the rows and their pictures, or nothing. Raises ChangedSincePreview."""
    report = import_rows(rows=rows, previewed=changes_in(upload.outcome))
    check_pictures(upload, rows)
    if report.problems or _report(rows).problems:
        return _report(rows)
    if {row.sku: row.changes[PICTURES][1] for row in rows if PICTURES in row.changes} != pictures_in(
        upload.outcome
    ):
        raise ChangedSincePreview
    add_pictures(upload, rows)
    return _report(rows)


@transaction.atomic
def undo(upload: CatalogueUpload) -> None:
    """Bring the old values back, archive what was added, remove its pictures. Raises CannotUndo."""
    undo_import(changes=changes_in(upload.outcome), added=added_in(upload.outcome))
    take_pictures_back(upload)


def _report(rows: Sequence[Row]) -> Report:
    return Report(Counter(row.outcome for row in rows), problems_of(rows))
