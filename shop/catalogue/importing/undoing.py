"""Takes an import back: each value that is still the imported one becomes what it was before."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from shop.catalogue.archiving import archive
from shop.catalogue.importing.exporting import cells_of
from shop.catalogue.importing.reader import Row
from shop.catalogue.importing.services import Changes
from shop.catalogue.importing.skus import product_of
from shop.catalogue.importing.writer import write_row
from shop.catalogue.models import Product
from shop.partner.models import StockRecord


class CannotUndo(Exception):
    """Nothing was taken back; `texts` say which values were changed since, or can’t come back."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__(texts)
        self.texts = texts


@transaction.atomic
def undo_import(*, changes: Changes, added: Sequence[str]) -> None:
    """Write the old values back and archive the products in `added`, by SKU. Raises CannotUndo.

    They aren’t deleted: prices, stock and pages that name them are kept as records. Pieces that the import
    counted leave the stock again, unless some were sold or promised since.
    """
    changed = {sku: pairs for sku, pairs in changes.items() if sku not in added}
    rows = [_row(number, sku, pairs) for number, (sku, pairs) in enumerate(changed.items(), start=1)]
    for row in rows:
        write_row(row, is_parent=False)
    if texts := [f"{row.sku}, {found.column}: {found.text}" for row in rows for found in row.problems]:
        raise CannotUndo(texts)
    for product in Product.objects.filter(upc__in=added).order_by("pk"):
        archive(product=product)
        _take_count_back(product, changes.get(product.upc or "", {}))


def _take_count_back(product: Product, pairs: Mapping[str, Sequence[str]]) -> None:
    """Only where the stock is still the imported one: what has moved since is real."""
    counted = pairs.get("stock", ("", ""))[1]
    record = StockRecord.objects.filter(product=product).first()
    if not record or not counted or record.num_allocated or record.num_in_stock != int(counted):
        return
    record.num_in_stock = 0
    record.save(update_fields=["num_in_stock"])


def _row(number: int, sku: str, pairs: Mapping[str, Sequence[str]]) -> Row:
    """The old values; a value that somebody changed since is a problem."""
    row = Row(number, {"sku": sku} | {column: pair[0] for column, pair in pairs.items()})
    product = product_of(sku)
    now = cells_of(product) if product else {}
    for column, pair in pairs.items():
        if now.get(column, "") != pair[1]:
            row.complain(column, "It was changed since the import.")
    return row
