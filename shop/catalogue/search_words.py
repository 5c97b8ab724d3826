"""Extra search words of a product that are in none of its texts: SKUs, sizes, foods."""

from typing import Any, Protocol

from shop.catalogue.labelling.inci import FoodNote
from shop.search_engine.vocabulary import words_in


class IndexedProduct(Protocol):
    """A product or size with the fields that a search finds it by."""

    @property
    def pk(self) -> int | None: ...
    @property
    def is_parent(self) -> bool: ...
    @property
    def children(self) -> Any: ...
    @property
    def stockrecords(self) -> Any: ...
    @property
    def upc(self) -> str | None: ...
    @property
    def volume_ml(self) -> int | None: ...
    @property
    def contents(self) -> str: ...
    @property
    def allergens(self) -> list[FoodNote]: ...


def further_words(product: IndexedProduct) -> str:
    """Words of the product and its sizes for the index; a SKU both in parts and as one word."""
    found: list[str] = []
    for one in [product, *(product.children.all() if product.is_parent else [])]:
        found += [f"{one.volume_ml} ml"] if one.volume_ml else []
        found += [one.contents]
        for sku in _skus(one):
            found += [*sorted(words_in(sku)), "".join(filter(str.isalnum, sku)).lower()]
    found += [f"{note.plain} {note.group}" for note in product.allergens]
    return " ".join(found)


def _skus(product: IndexedProduct) -> list[str]:
    if product.pk is None:
        return []
    skus = product.stockrecords.values_list("partner_sku", flat=True)
    return [sku for sku in {product.upc, *skus} if sku]
