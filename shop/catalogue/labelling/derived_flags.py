"""Columns and rows that follow from a product's ingredient list, rewritten on each save."""

from typing import TYPE_CHECKING

from django.db import transaction

from shop.catalogue.labelling.inci import is_fragrance_free, is_nut_free
from shop.catalogue.reference import Ingredient, glossary_names

if TYPE_CHECKING:
    from shop.catalogue.models import Product


def set_flags(product: "Product") -> None:
    """Set `is_fragrance_free` and `is_nut_free` from the list; a size takes its parent's.

    Nothing is fragrance-free whose own precautions speak of traces of perfume.
    """
    names = glossary_names(product.sheet.inci)
    product.is_fragrance_free = is_fragrance_free(names) and "perfume" not in product.traces
    product.is_nut_free = is_nut_free(names)


@transaction.atomic
def sync_ingredients(product: "Product") -> None:
    """Make the ingredient rows match the list; a name new to the glossary gets an entry without a note."""
    if product.is_parent:
        product.children.update(is_fragrance_free=product.is_fragrance_free, is_nut_free=product.is_nut_free)
    names = glossary_names(product.inci)
    rows = product.ingredient_rows
    if list(rows.values_list("ingredient__inci_name", flat=True)) == names:
        return
    glossary = {name: _entry(name) for name in names}
    rows.all().delete()
    rows.bulk_create(
        rows.model(product=product, ingredient=glossary[name], position=position)
        for position, name in enumerate(names, start=1)
    )


def _entry(name: str) -> Ingredient:
    return Ingredient.objects.get_or_create(
        inci_name=name[:120], defaults={"common_name": name[:120].capitalize()}
    )[0]
