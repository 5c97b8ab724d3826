"""One product to go with the basket: what staff recommend beside it, or what is best reviewed."""

from dataclasses import dataclass
from decimal import Decimal

from shop.basket.models import Basket, Line
from shop.catalogue.listing.item import ListingItem
from shop.catalogue.listing.snapshot import current_catalogue
from shop.catalogue.listing.variants import Variant
from shop.catalogue.models import Product
from shop.catalogue.pictures.html import thumbnail
from shop.shipping.methods import threshold

WELL_REVIEWED = 12  # that many are looked at where nothing is recommended


@dataclass(frozen=True)
class Suggestion:
    """A product and the size that would be added: the smallest one in stock."""

    item: ListingItem
    size: Variant

    @property
    def picture(self) -> str:
        return thumbnail(self.item.image)


def suggest(*, basket: Basket, line: Line | None) -> Suggestion | None:
    """None where everything worth suggesting is in the basket already.

    Among equals it takes the cheapest that brings the basket to free delivery, if there is one.
    """
    held = {_page_id(one.product) for one in basket.every_line()}
    to_go = threshold().to_go(basket.total_incl_tax)
    for items in (_recommended(line), current_catalogue().best(WELL_REVIEWED)):
        found = [made for item in items if item.id not in held and (made := _of(item))]
        if found:
            return _closest(found, to_go)
    return None


def _recommended(line: Line | None) -> list[ListingItem]:
    """What staff recommend beside a line’s product, in their order."""
    if line is None:
        return []
    rows = Product.objects.get(pk=_page_id(line.product)).primary_recommendations.order_by("-ranking")
    items = current_catalogue().by_id
    return [items[pk] for pk in rows.values_list("recommendation_id", flat=True) if pk in items]


def _page_id(product: Product) -> int:
    return int(product.parent_id if product.is_child else product.pk)


def _of(item: ListingItem) -> Suggestion | None:
    there = [size for size in item.sizes if size.is_available]
    return Suggestion(item, min(there, key=lambda size: size.price)) if there else None


def _closest(found: list[Suggestion], to_go: Decimal) -> Suggestion:
    enough = [one for one in found if one.size.price >= to_go]
    return min(enough, key=lambda one: one.size.price) if to_go and enough else found[0]
