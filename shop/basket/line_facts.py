"""What basket lines show of their products, beyond price and stock: read once a process for each product.

Pricing reads only the columns that it needs. The facts are as old as the catalogue’s version at most; inside
a transaction they are read anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.db import transaction

from shop.basket.models import Line
from shop.caching.version import LocalCache
from shop.catalogue.labelling import inci as inci_rules
from shop.catalogue.models import Product
from shop.catalogue.pictures.html import thumbnail
from shop.catalogue.version import catalogue_version


@dataclass(frozen=True)
class LineFacts:
    """Of a size, with its page’s picture where it has none of its own."""

    url: str
    picture: str
    allergens: tuple[str, ...]
    shows_unit_price: bool


_facts: LocalCache[int, LineFacts] = LocalCache(most=500)


def facts_of(lines: Iterable[Line]) -> dict[int, LineFacts]:
    """By product id."""
    ids = {line.product_id for line in lines}
    if transaction.get_connection().in_atomic_block:
        return _read(ids)
    state = catalogue_version()
    known = {pk: found for pk in ids if (found := _facts.get(pk, state=state, make=lambda: None))}
    missing = ids - known.keys()
    for pk, found in (_read(missing) if missing else {}).items():
        known[pk] = _facts.get(pk, state=state, make=partial(_same, found))
    return known


def _same(facts: LineFacts) -> LineFacts:
    return facts


def _read(ids: set[int]) -> dict[int, LineFacts]:
    products = Product.objects.filter(pk__in=ids).select_related("parent").order_by()
    found = products.prefetch_related("images", "parent__images")
    return {product.pk: _facts_of(product) for product in found}


def _facts_of(product: Product) -> LineFacts:
    page = product.parent if product.is_child else product
    images = list(product.images.all()) or list(page.images.all())
    notes = inci_rules.food_notes(inci_rules.parse_inci(page.inci))
    return LineFacts(
        url=product.get_absolute_url(),
        picture=thumbnail(images[0] if images else None),
        allergens=tuple(note.plain for note in notes if note.is_listed),
        shows_unit_price=not page.unit_price_exemption,
    )
