"""What a product is found by that stands in none of its texts: SKUs, sizes, the foods in it."""

from typing import TYPE_CHECKING

from shop.search_engine.vocabulary import words_in

if TYPE_CHECKING:
    from shop.catalogue.models import Product


def further_words(product: "Product") -> str:
    """Words for the index, of the product and of its sizes; a SKU both in its parts and as one word."""
    found: list[str] = []
    for one in [product, *(product.children.all() if product.is_parent else [])]:
        found += [f"{one.volume_ml} ml"] if one.volume_ml else []
        found += [one.contents]
        for sku in _skus(one):
            found += [*sorted(words_in(sku)), "".join(filter(str.isalnum, sku)).lower()]
    found += [f"{note.plain} {note.group}" for note in product.allergens]
    return " ".join(found)


def _skus(product: "Product") -> list[str]:
    if product.pk is None:
        return []
    skus = product.stockrecords.values_list("partner_sku", flat=True)
    return [sku for sku in {product.upc, *skus} if sku]
