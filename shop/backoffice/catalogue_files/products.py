"""Files of products, with pictures where they came in a zip."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from django.db import transaction

from shop.backoffice.catalogue_files.outcome import added_in, changes_in, pictures_in
from shop.backoffice.catalogue_files.pictures import (
    PICTURES,
    WORDS,
    Made,
    add_pictures,
    check_pictures,
    files_made,
    take_pictures_back,
)
from shop.backoffice.catalogue_upload import CatalogueUpload
from shop.catalogue.importing.columns import COLUMNS as OF_PRODUCTS
from shop.catalogue.importing.reader import Row, rows_of
from shop.catalogue.importing.records import KNOWN_AS as NAMES_OF_PRODUCTS
from shop.catalogue.importing.services import (
    Report,
    import_rows,
    preview_rows,
    problems_of,
)
from shop.catalogue.importing.undoing import undo_import

__all__ = ["COLUMNS", "KNOWN_AS", "check", "ready", "rows_of", "undo"]
type Write = Callable[[Sequence[Row]], Report]
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


@contextmanager
def ready(upload: CatalogueUpload) -> Iterator[Write]:
    """What writes the rows, once the files of their pictures are made."""
    names = pictures_in(upload.outcome)
    with files_made(upload, names) as made:
        yield lambda rows: _write(upload, rows, names, made)


def _write(upload: CatalogueUpload, rows: Sequence[Row], names: Mapping[str, str], made: Made) -> Report:
    """Import the rows and their pictures, or nothing. Raises ChangedSincePreview."""
    with transaction.atomic():
        report = import_rows(rows=rows, previewed=changes_in(upload.outcome))
        if report.problems:
            return report
        add_pictures(upload, rows, names, made)
        return _report(rows)


@transaction.atomic
def undo(upload: CatalogueUpload) -> None:
    """Bring the old values back, archive what was added, remove its pictures. Raises CannotUndo."""
    undo_import(changes=changes_in(upload.outcome), added=added_in(upload.outcome))
    take_pictures_back(upload)


def _report(rows: Sequence[Row]) -> Report:
    return Report(Counter(row.outcome for row in rows), problems_of(rows))
