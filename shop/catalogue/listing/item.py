"""One product as product lists show it, with its rendered cards."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from shop.catalogue.listing.variants import Variant
from shop.catalogue.models import ProductImage
from shop.catalogue.pictures.html import callout_picture, card_picture, second_picture
from shop.catalogue.routine.table import RoutineTable, routine_table
from shop.offer.public_offers import ShownOffer

LONGEST_CONTENTS = 26  # characters: half of a phone’s width


@dataclass(eq=False)
class ListingItem:
    id: int
    slug: str
    title: str
    summary: str
    url: str
    sizes: list[Variant]
    needs: frozenset[str]
    oils: frozenset[str]
    categories: frozenset[int]
    is_nut_free: bool
    is_fragrance_free: bool
    from_birth: bool
    traces: str
    age: str
    from_months: int | None
    rating: float | None
    reviews: int
    sold: float
    created: datetime
    updated: datetime
    image: ProductImage | None
    second_image: ProductImage | None
    ml_per_massage: Decimal | None = None
    months_open: int | None = None
    contains: str = ""  # the keys of its ingredients, for what a visitor’s browser avoids: “3 7 12”

    @cached_property
    def volumes(self) -> frozenset[int]:
        return frozenset(size.volume_ml for size in self.sizes if size.volume_ml)

    @cached_property
    def prices(self) -> frozenset[Decimal]:
        return frozenset(size.price for size in self.sizes)

    @cached_property
    def cheapest(self) -> Variant | None:
        return min(self.sizes, key=lambda size: size.price, default=None)

    @cached_property
    def offers(self) -> list[ShownOffer]:
        """The offers on any of its sizes, without repeats."""
        return list(dict.fromkeys(offer for size in self.sizes for offer in size.offers))

    @cached_property
    def is_available(self) -> bool:
        return any(size.is_available for size in self.sizes)

    @cached_property
    def routine(self) -> RoutineTable | None:
        """How long each size lasts, for guides; None without a measured amount."""
        return routine_table(
            title=self.title, sizes=self.sizes, ml=self.ml_per_massage, months_open=self.months_open
        )

    @cached_property
    def picture(self) -> str:
        """The picture element of the card, rendered once."""
        return card_picture(self.image, self.title)

    @cached_property
    def second_picture(self) -> str:
        """What the card shows while a pointer rests on it, or ""."""
        return second_picture(self.second_image)

    @property
    def contents(self) -> str:
        """“50 to 250 ml”, or what one product consists of; "" where that is too long for a line."""
        if len(self.volumes) > 1:
            return f"{min(self.volumes)} to {max(self.volumes)} ml"
        words = self.sizes[0].label if self.sizes else ""
        return words if len(words) <= LONGEST_CONTENTS else ""

    @cached_property
    def callout_picture(self) -> str:
        """The picture element beside a guide’s words about the product."""
        return callout_picture(self.image, self.title)

    @cached_property
    def card(self) -> str:
        """The whole card, rendered once: 24 cards on a page then cost as much as one."""
        return SafeString(render_to_string("components/product_card.html", {"item": self}))

    @cached_property
    def first_card(self) -> str:
        """The card in the first row of a page: the browser must load its picture first."""
        return SafeString(self.card.replace('loading="lazy"', 'fetchpriority="high"', 1))

    @cached_property
    def cautious_card(self) -> str:
        """The card in a list of products “without” something: it also names possible traces."""
        return SafeString(
            render_to_string("components/product_card.html", {"item": self, "says_traces": True})
        )

    def narrowed(self, sizes: list[Variant]) -> "ListingItem":
        """The item in a list filtered by size or price, with those sizes’ price, stock and link. Cached."""
        if len(sizes) in {0, len(self.sizes)}:
            return self
        key = frozenset(size.id for size in sizes)
        if key not in self._narrowed:
            self._narrowed[key] = replace(self, sizes=sizes, url=f"{self.url}?size={sizes[0].id}")
        return self._narrowed[key]

    @cached_property
    def _narrowed(self) -> dict[frozenset[int], "ListingItem"]:
        return {}


def _price(item: ListingItem) -> Decimal:
    return item.cheapest.price if item.cheapest else Decimal(0)


SORT_KEYS: dict[str, Callable[[ListingItem], float | Decimal]] = {
    "featured": lambda item: not item.is_available,  # else in the catalogue's own order
    "price": _price,
    "-price": lambda item: -_price(item),
    "rating": lambda item: -(item.rating or 0),
    "sold": lambda item: -item.sold,
    "new": lambda item: -item.created.timestamp(),
}
