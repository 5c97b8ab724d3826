"""The catalogue snapshot: every public product in memory, as lists, filters and cards need it.

Each process builds it in a handful of queries, whatever the number of products, and again only when the
version of the catalogue or of the offers changes. A list page then needs almost no queries.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.utils import timezone

from shop.caching.snapshot import Snapshot
from shop.catalogue.listing.facets import Index
from shop.catalogue.listing.item import SORT_KEYS, ListingItem
from shop.catalogue.listing.proof import Proof, read_proof
from shop.catalogue.listing.rows import filter_names, ingredient_words, read_items
from shop.catalogue.listing.variants import Variant
from shop.catalogue.version import catalogue_version
from shop.london import iso
from shop.offer.public_offers import OffersOnShow, read_offers
from shop.offer.version import offers_version
from shop.search_engine.bitset import from_flags, from_indices
from shop.search_engine.vocabulary import Titles, Vocabulary, words_in

WELL_RATED = 4


@dataclass(frozen=True)
class CatalogueSnapshot:
    """All items, in the order the shop features them, and the names of the filter values.

    Sets of items are bit sets (`shop.search_engine.bitset`).
    """

    version: str
    items: list[ListingItem]
    needs: dict[str, str]
    oils: dict[str, str]
    ingredient_words: frozenset[str] = frozenset()
    offers: OffersOnShow = field(default_factory=OffersOnShow)
    proof: Proof = field(default_factory=Proof)
    identity: object = field(default_factory=object)  # key of caches for this very snapshot

    @cached_property
    def by_id(self) -> dict[int, ListingItem]:
        return {item.id: item for item in self.items}

    @cached_property
    def by_slug(self) -> dict[str, ListingItem]:
        return {item.slug: item for item in self.items}

    @cached_property
    def sizes(self) -> dict[int, Variant]:
        """Every size of every item by the id of its product."""
        return {size.id: size for item in self.items for size in item.sizes}

    def former_price(self, product_id: int, price: Decimal) -> Decimal | None:
        """What a page may name as the former price beside `price`; None beside another price than today’s."""
        size = self.sizes.get(product_id)
        return size.was if size and size.price == price else None

    @cached_property
    def position(self) -> dict[int, int]:
        """Each item’s index in `items`."""
        return {item.id: place for place, item in enumerate(self.items)}

    @cached_property
    def facets(self) -> Index:
        return Index(self.items)

    @cached_property
    def words(self) -> Vocabulary:
        """The words of titles, and of summaries, oils and skin needs."""
        return Vocabulary(
            [words_in(item.title) for item in self.items], [self._other_words(item) for item in self.items]
        )

    @cached_property
    def titles(self) -> Titles:
        return Titles([item.title for item in self.items])

    def _other_words(self, item: ListingItem) -> set[str]:
        oils, needs = (self.oils[pk] for pk in item.oils), (self.needs[slug] for slug in item.needs)
        return words_in(item.summary, *oils, *needs)

    @cached_property
    def _members(self) -> dict[int | None, int]:
        return {}

    @cached_property
    def _orders(self) -> dict[str, list[int]]:
        return {}

    def members(self, category: int | None) -> int:
        """The set of the items in a category or below it; without a category, of all items."""
        if category not in self._members:
            self._members[category] = from_flags(
                [category is None or category in item.categories for item in self.items]
            )
        return self._members[category]

    def having(self, ids: Iterable[int]) -> int:
        """The set of the items with these ids; unknown ids are ignored."""
        return from_indices((self.position[pk] for pk in ids if pk in self.position), len(self.items))

    def order(self, sort: str) -> list[int]:
        """The indices of all items in one of the orders of `SORT_KEYS`."""
        if sort not in self._orders:
            key = SORT_KEYS[sort]
            self._orders[sort] = sorted(range(len(self.items)), key=lambda place: key(self.items[place]))
        return self._orders[sort]

    def best(self, count: int) -> list[ListingItem]:
        """Available items, the best reviewed first; those rated below `WELL_RATED` only to fill up."""
        there = [item for place in self.order("rating") if (item := self.items[place]).is_available]
        poor = [item for item in there if item.rating is not None and item.rating < WELL_RATED]
        return [*(item for item in there if item not in poor), *poor][:count]

    def best_sellers(self, count: int) -> list[ListingItem]:
        """Available items, those sold most first; the best reviewed ones only to fill up."""
        there = [item for place in self.order("sold") if (item := self.items[place]).is_available]
        sold = [item for item in there if item.sold]
        return [*sold, *(item for item in self.best(len(there)) if not item.sold)][:count]


def build_snapshot(version: str) -> CatalogueSnapshot:
    """Read the whole catalogue once."""
    offers = read_offers()
    items, used = read_items(offers)
    needs, oils = filter_names(items)
    return CatalogueSnapshot(
        version, items, needs, oils, ingredient_words(used), offers=offers, proof=read_proof()
    )


_built: Snapshot[CatalogueSnapshot] = Snapshot()


def current_catalogue() -> CatalogueSnapshot:
    """Return this process’s snapshot; for a moment after a change it is the previous one."""
    return _built.current(_version, build_snapshot)


def _version() -> str:
    """The cache versions of the catalogue and of the offers, and the day.

    An offer’s begin or end changes its version, too. A former price may be
    named until the end of a day (`shop.price_history`).
    """
    return f"{catalogue_version()}|{offers_version()}|{iso(timezone.localdate())}"


def snapshot_version() -> str:
    """The version of the snapshot in use; for a moment after a change it is the previous one."""
    return current_catalogue().version
