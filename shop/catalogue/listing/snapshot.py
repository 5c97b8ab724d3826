"""The catalogue snapshot: every public product in memory, as lists, filters and cards need it.

Each process builds it in a handful of queries, whatever the number of products, and again only when the
version of the catalogue or of the offers changes. A list page then needs almost no queries.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from shop.caching.snapshot import Snapshot
from shop.catalogue.listing.facets import Index
from shop.catalogue.listing.item import SORT_KEYS, ListingItem
from shop.catalogue.listing.rows import filter_names, ingredient_words, read_items
from shop.catalogue.version import catalogue_version
from shop.offer.public_offers import OffersOnShow, read_offers
from shop.offer.version import offers_version
from shop.search_engine.bitset import from_flags, from_indices
from shop.search_engine.vocabulary import Titles, Vocabulary, words_in

WELL_RATED = 4


@dataclass(frozen=True)
class CatalogueSnapshot:
    """All items, in the order the shop features them, and the names of what they are filtered by.

    Sets of items are whole numbers (`shop.search_engine.bitset`).
    """

    version: str
    items: list[ListingItem]
    needs: dict[str, str]
    oils: dict[str, str]
    ingredient_words: frozenset[str] = frozenset()
    offers: OffersOnShow = field(default_factory=OffersOnShow)
    itself: object = field(default_factory=object)  # what is kept of this very shelf goes by it

    @cached_property
    def by_id(self) -> dict[int, ListingItem]:
        return {item.id: item for item in self.items}

    @cached_property
    def by_slug(self) -> dict[str, ListingItem]:
        return {item.slug: item for item in self.items}

    @cached_property
    def position(self) -> dict[int, int]:
        """Each item's place on the shelf."""
        return {item.id: place for place, item in enumerate(self.items)}

    @cached_property
    def facets(self) -> Index:
        return Index(self.items)

    @cached_property
    def words(self) -> Vocabulary:
        """What the items are called, and what they are made of and for."""
        return Vocabulary(
            [words_in(item.title) for item in self.items], [self._said(item) for item in self.items]
        )

    @cached_property
    def titles(self) -> Titles:
        return Titles([item.title for item in self.items])

    def _said(self, item: ListingItem) -> set[str]:
        oils, needs = (self.oils[pk] for pk in item.oils), (self.needs[slug] for slug in item.needs)
        return words_in(item.summary, *oils, *needs)

    @cached_property
    def _members(self) -> dict[int | None, int]:
        return {}

    @cached_property
    def _orders(self) -> dict[str, list[int]]:
        return {}

    def members(self, category: int | None) -> int:
        """The set of a category's items with those below it; of all items without one."""
        if category not in self._members:
            self._members[category] = from_flags(
                [category is None or category in item.categories for item in self.items]
            )
        return self._members[category]

    def having(self, ids: Iterable[int]) -> int:
        """The set of the items with these ids; ids of nothing on the shelf are left out."""
        return from_indices((self.position[pk] for pk in ids if pk in self.position), len(self.items))

    def order(self, sort: str) -> list[int]:
        """The places of all items in one of `SORT_KEYS`' orders."""
        if sort not in self._orders:
            key = SORT_KEYS[sort]
            self._orders[sort] = sorted(range(len(self.items)), key=lambda place: key(self.items[place]))
        return self._orders[sort]

    def best(self, count: int) -> list[ListingItem]:
        """What can be had, the best reviewed first; what was rated below `WELL_RATED` only to fill up."""
        there = [item for place in self.order("rating") if (item := self.items[place]).is_available]
        poor = [item for item in there if item.rating is not None and item.rating < WELL_RATED]
        return [*(item for item in there if item not in poor), *poor][:count]


def build_snapshot(version: str) -> CatalogueSnapshot:
    """Read the whole catalogue once."""
    offers = read_offers()
    items, used = read_items(offers)
    needs, oils = filter_names(items)
    return CatalogueSnapshot(version, items, needs, oils, ingredient_words(used), offers=offers)


_built: Snapshot[CatalogueSnapshot] = Snapshot()


def current_catalogue() -> CatalogueSnapshot:
    """This process's shelf; for a moment after a change, the one before it."""
    return _built.current(_version, build_snapshot)


def _version() -> str:
    """What the shelf depends on: the catalogue, the offers, and the moments at which they begin and end."""
    return f"{catalogue_version()}|{offers_version()}"


def snapshot_version() -> str:
    """The version of the shelf in use; for a moment after a change that is still the old one's."""
    return current_catalogue().version
