"""What new products get whose row doesn’t name a kind or a category that exists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Model
from oscar.core.loading import get_model

from shop.catalogue.importing.cells import names
from shop.catalogue.importing.links import name_or_slug
from shop.catalogue.importing.reader import Row
from shop.catalogue.importing.skus import named, sku_of


@dataclass(frozen=True)
class Defaults:
    """The names of a kind and a category; empty ones change nothing."""

    kind: str = ""
    category: str = ""


def fill_in(rows: Sequence[Row], defaults: Defaults) -> None:
    """Complete the rows of new products that aren’t sizes."""
    known = {sku_of(product) for product in named(row.sku for row in rows)}
    for row in rows:
        if row.sku in known or row.parent_sku:
            continue
        _fill(row, "kind", defaults.kind, lambda name: _exists("ProductClass", name))
        _fill(row, "categories", defaults.category, _all_categories_exist)


def _fill(row: Row, column: str, default: str, is_known: Callable[[str], bool]) -> None:
    cell = row.cells.get(column, "")
    if default and not (cell and is_known(cell)):
        row.cells[column] = default


def _all_categories_exist(cell: str) -> bool:
    return all(_exists("Category", name) for name in names(cell))


def _exists(model: str, name: str) -> bool:
    found: type[Model] = get_model("catalogue", model)
    return found._default_manager.filter(name_or_slug(name)).exists()
