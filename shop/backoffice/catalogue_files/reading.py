"""The rows of an uploaded file, as they are checked and imported."""

from shop.backoffice.catalogue_files.kinds import kind_of
from shop.backoffice.catalogue_files.pictures import give_names
from shop.backoffice.catalogue_upload import CatalogueUpload
from shop.catalogue.importing.defaults import fill_in
from shop.catalogue.importing.reader import Row
from shop.catalogue.importing.records import LEFT_OUT, renamed
from shop.spreadsheets.reader import table_from


def rows_in(upload: CatalogueUpload) -> list[Row]:
    """The rows in our columns. Raises UnreadableFile."""
    kind = kind_of(upload)
    skipped = () if upload.takes_stock else ("stock",)
    columns = [LEFT_OUT if column in skipped else column for column in upload.columns]
    table = table_from(renamed(upload.records, columns), known=kind.columns, required=[kind.found_by])
    return kind.rows(table)


def whole_rows(upload: CatalogueUpload) -> list[Row]:
    """The same, with pictures by their names, and what new products get where their row names nothing."""
    rows = rows_in(upload)
    if not upload.is_about_codes:
        give_names(upload, rows)
        fill_in(rows, upload.defaults)
    return rows
