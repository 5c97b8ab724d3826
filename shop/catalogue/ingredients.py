"""Keeps a product's ingredient rows in step with its ingredient list (INCI)."""

from typing import Any, Protocol

from django.db import transaction

from shop.catalogue.labelling.inci import glossary_names
from shop.catalogue.reference import Ingredient


class ListedProduct(Protocol):
    """A product with an ingredient list and the rows derived from it."""

    inci: str
    is_fragrance_free: bool
    is_nut_free: bool

    @property
    def is_parent(self) -> bool: ...
    @property
    def children(self) -> Any: ...
    @property
    def ingredient_rows(self) -> Any: ...


@transaction.atomic
def sync_ingredients(product: ListedProduct) -> None:
    """Make the ingredient rows match the list; a new name gets a glossary entry without a note."""
    if product.is_parent:
        product.children.update(is_fragrance_free=product.is_fragrance_free, is_nut_free=product.is_nut_free)
    names = glossary_names(product.inci)
    rows = product.ingredient_rows
    if list(rows.values_list("ingredient__inci_name", flat=True)) == names:
        return
    glossary = {name: _glossary_entry(name) for name in names}
    rows.all().delete()
    rows.bulk_create(
        rows.model(product=product, ingredient=glossary[name], position=position)
        for position, name in enumerate(names, start=1)
    )


def _glossary_entry(name: str) -> Ingredient:
    return Ingredient.objects.get_or_create(
        inci_name=name[:120], defaults={"common_name": name[:120].capitalize()}
    )[0]
