"""The rows of an uploaded file, as they are checked and imported."""

from collections.abc import Sequence

from shop.backoffice.catalogue_files.kinds import kind_of
from shop.backoffice.catalogue_files.outcome import added_in
from shop.backoffice.catalogue_files.pictures import give_names
from shop.backoffice.catalogue_upload import CatalogueUpload
from shop.catalogue.importing.defaults import fill_in
from shop.catalogue.importing.reader import Row
from shop.catalogue.importing.records import LEFT_OUT, renamed
from shop.catalogue.models import Product
from shop.spreadsheets.reader import table_from

State, About = CatalogueUpload.State, CatalogueUpload.About


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
        _mark_what_comes_back(rows)
    return rows


def _mark_what_comes_back(rows: Sequence[Row]) -> None:
    """Products that an undone import added are archived under their SKU: the same file brings them back.

    What a colleague archived stays so, and so does what the row doesn’t describe as a new product would be.
    """
    undone = CatalogueUpload.objects.filter(state=State.UNDONE, about=About.PRODUCTS)
    skus = {sku for outcome in undone.values_list("outcome", flat=True) for sku in added_in(outcome)}
    archived = Product.objects.exclude(archived_at=None).filter(upc__in=skus)
    back = set(archived.values_list("upc", flat=True))
    for row in rows:
        row.comes_back = row.sku in back and ("title" in row.cells or bool(row.parent_sku))
