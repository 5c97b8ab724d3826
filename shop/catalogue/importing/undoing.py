"""Takes an import back: each value that is still the imported one becomes what it was before."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from shop.catalogue.archiving import archive
from shop.catalogue.importing.exporting import cells_of
from shop.catalogue.importing.reader import Row
from shop.catalogue.importing.services import Changes
from shop.catalogue.importing.writer import write_row
from shop.catalogue.models import Product


class CannotUndo(Exception):
    """Nothing was taken back; `texts` say which values were changed since, or can’t come back."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__(texts)
        self.texts = texts


@transaction.atomic
def undo_import(*, changes: Changes, added: Sequence[str]) -> None:
    """Write the old values back and archive the products in `added`, by SKU. Raises CannotUndo."""
    changed = {sku: pairs for sku, pairs in changes.items() if sku not in added}
    rows = [_row(number, sku, pairs) for number, (sku, pairs) in enumerate(changed.items(), start=1)]
    for row in rows:
        write_row(row, is_parent=False)
    if texts := [f"{row.sku}, {found.column}: {found.text}" for row in rows for found in row.problems]:
        raise CannotUndo(texts)
    for product in Product.objects.filter(upc__in=added).order_by("pk"):
        archive(product=product)


def _row(number: int, sku: str, pairs: Mapping[str, Sequence[str]]) -> Row:
    """The old values; a value that somebody changed since is a problem."""
    row = Row(number, {"sku": sku} | {column: pair[0] for column, pair in pairs.items()})
    product = Product.objects.filter(upc=sku).first()
    now = cells_of(product) if product else {}
    for column, pair in pairs.items():
        if now.get(column, "") != pair[1]:
            row.complain(column, "It was changed since the import.")
    return row
