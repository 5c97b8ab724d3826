"""The rows of an uploaded file, as they are checked and imported."""

from shop.backoffice.catalogue_upload import CatalogueUpload
from shop.catalogue.importing.columns import COLUMNS
from shop.catalogue.importing.defaults import fill_in
from shop.catalogue.importing.reader import Row, rows_of
from shop.catalogue.importing.records import LEFT_OUT, renamed
from shop.spreadsheets.reader import table_from


def rows_in(upload: CatalogueUpload) -> list[Row]:
    """The rows in our columns. Raises UnreadableFile."""
    skipped = () if upload.takes_stock else ("stock",)
    columns = [LEFT_OUT if column in skipped else column for column in upload.columns]
    table = table_from(renamed(upload.records, columns), known=COLUMNS, required=["sku"])
    return rows_of(table)


def whole_rows(upload: CatalogueUpload) -> list[Row]:
    """The same, with what new products get where their row names nothing."""
    rows = rows_in(upload)
    fill_in(rows, upload.defaults)
    return rows
