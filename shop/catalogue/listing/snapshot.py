"""The shelf: every public product in a form that lists, filters and cards need, kept per process.

Built in a handful of queries whatever the number of products, and again only when the
catalogue's version changes; a list page then costs the database next to nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from itertools import islice
from typing import Any, cast, overload

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from shop.caching.snapshot import Snapshot
from shop.catalogue.listing.facets import Index
from shop.catalogue.listing.variants import Variant, public_products, sizes_of
from shop.catalogue.models import Category, Ingredient, Product, ProductImage, ProductIngredient, SkinNeed
from shop.catalogue.pictures.html import card_picture
from shop.catalogue.version import catalogue_version
from shop.offer.public_offers import OffersOnShow, ShownOffer, read_offers
from shop.offer.version import offers_version
from shop.search_engine.bitset import from_flags, from_indices
from shop.search_engine.vocabulary import Titles, Vocabulary, words_in

WELL_RATED = 4
GENERAL_WORDS = words_in("oil oils seed fruit flower leaf kernel extract butter wax powder water light free")


@dataclass(eq=False)
class ListingItem:
    """A product as lists show it."""

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
    created: datetime
    updated: datetime
    image: ProductImage | None

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
        """Those on any of its sizes, each once."""
        return list(dict.fromkeys(offer for size in self.sizes for offer in size.offers))

    @cached_property
    def is_available(self) -> bool:
        return any(size.is_available for size in self.sizes)

    @cached_property
    def picture(self) -> str:
        """The card's picture element, rendered once."""
        return card_picture(self.image, self.title)

    @cached_property
    def card(self) -> str:
        """The whole card, rendered once: a page of twenty-four cards then costs what one does."""
        return SafeString(render_to_string("components/product_card.html", {"item": self}))

    @cached_property
    def first_card(self) -> str:
        """The card where it stands in a page's first row: its picture is what the page is waited for."""
        return SafeString(self.card.replace('loading="lazy"', 'fetchpriority="high"'))

    @cached_property
    def cautious_card(self) -> str:
        """The card in a list that says what is absent: beside it stands what there may be traces of."""
        return SafeString(
            render_to_string("components/product_card.html", {"item": self, "says_traces": True})
        )

    def narrowed(self, sizes: list[Variant]) -> "ListingItem":
        """The product in a list of certain sizes: price, stock and link are theirs. Kept like the card."""
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


SORT_KEYS: dict[str, Callable[[ListingItem], Any]] = {
    "featured": lambda item: not item.is_available,  # else in the shelf's own order
    "price": _price,
    "-price": lambda item: -_price(item),
    "rating": lambda item: -(item.rating or 0),
    "new": lambda item: -item.created.timestamp(),
}


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
    def _kept(self) -> dict[Any, Any]:
        """Orders and categories as they were asked for."""
        return {}

    def members(self, category: int | None) -> int:
        """The set of a category's items with those below it; of all items without one."""
        if category not in self._kept:
            self._kept[category] = from_flags(
                [category is None or category in item.categories for item in self.items]
            )
        return int(self._kept[category])

    def having(self, ids: Iterable[int]) -> int:
        """The set of the items with these ids; ids of nothing on the shelf are left out."""
        return from_indices((self.position[pk] for pk in ids if pk in self.position), len(self.items))

    def order(self, sort: str) -> list[int]:
        """The places of all items in one of `SORT_KEYS`' orders."""
        if sort not in self._kept:
            key = SORT_KEYS[sort]
            self._kept[sort] = sorted(range(len(self.items)), key=lambda place: key(self.items[place]))
        return cast(list[int], self._kept[sort])

    def best(self, count: int) -> list[ListingItem]:
        """What can be had, the best reviewed first; what was rated below `WELL_RATED` only to fill up."""
        there = [item for place in self.order("rating") if (item := self.items[place]).is_available]
        poor = [item for item in there if item.rating is not None and item.rating < WELL_RATED]
        return [*(item for item in there if item not in poor), *poor][:count]


class LazySelection(Sequence[ListingItem]):
    """Items of the shelf in some order, of which only those are looked up that a page shows."""

    def __init__(self, shelf: CatalogueSnapshot, count: int, places: Callable[[], Iterator[int]]) -> None:
        self._items, self._count, self._places = shelf.items, count, places

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> ListingItem: ...
    @overload
    def __getitem__(self, index: slice) -> list[ListingItem]: ...
    def __getitem__(self, index: int | slice) -> ListingItem | list[ListingItem]:
        if isinstance(index, int):
            return self[index : index + 1][0]
        return [self._items[place] for place in islice(self._places(), index.start, index.stop)]


def _ancestry() -> dict[int, frozenset[int]]:
    """Category id to the ids of itself and all above it."""
    by_path = dict(Category.objects.values_list("path", "pk"))
    step = Category.steplen
    return {
        pk: frozenset(by_path[path[:end]] for end in range(step, len(path) + 1, step))
        for path, pk in by_path.items()
    }


def _linked(through: Any, field: str) -> defaultdict[int, list[int]]:
    """What each product is linked with, as keys: as objects, ten thousand links would take a second."""
    found = defaultdict(list)
    for product, other in through.objects.values_list("product_id", field):
        found[product].append(other)
    return found


def _first_images() -> dict[int, ProductImage]:
    """By product. Fetched with the products, each would keep its product and all that came with it."""
    return {image.product_id: image for image in ProductImage.objects.order_by("-display_order", "-pk")}


def build_snapshot(version: str) -> CatalogueSnapshot:
    """Read the whole catalogue once."""
    ancestry = _ancestry()
    needs = dict(SkinNeed.objects.values_list("pk", "slug"))
    oils = {pk: str(pk) for pk in Ingredient.objects.filter(is_oil=True).values_list("pk", flat=True)}
    categories = _linked(Product.categories.through, "category_id")
    needed = _linked(Product.skin_needs.through, "skinneed_id")
    made_of = _linked(ProductIngredient, "ingredient_id")
    images = _first_images()
    offers = read_offers()
    items = [
        _item(
            product,
            offers,
            image=images.get(product.pk),
            needs=frozenset(needs[pk] for pk in needed[product.pk]),
            oils=frozenset(oils[pk] for pk in made_of[product.pk] if pk in oils),
            categories=frozenset[int]().union(*(ancestry[pk] for pk in categories[product.pk])),
        )
        for product in public_products().order_by("-priority", "pk")
    ]
    used = {pk for pks in made_of.values() for pk in pks}
    return CatalogueSnapshot(version, items, *_names(items), _ingredient_words(used), offers=offers)


def _item(product: Any, offers: OffersOnShow, **links: Any) -> ListingItem:
    return ListingItem(
        id=product.pk,
        slug=product.slug,
        title=product.title,
        summary=product.summary,
        url=product.get_absolute_url(),
        sizes=sizes_of(product, offers),
        is_nut_free=product.is_nut_free,
        is_fragrance_free=product.is_fragrance_free,
        from_birth=product.min_age_months == 0,
        traces=product.traces_note,
        age=product.minimum_age,
        from_months=product.min_age_months,
        rating=product.rating,
        created=product.date_created,
        updated=product.date_updated,
        **links,
    )


def _ingredient_words(used: Collection[int]) -> frozenset[str]:
    """The words by which an ingredient of something is known, but not the words of what it was made into."""
    found = Ingredient.objects.values_list("pk", "inci_name", "common_name")
    names = [name for pk, *both in found if pk in used for name in both]
    return frozenset(words_in(*names)) - GENERAL_WORDS


def _names(items: Iterable[ListingItem]) -> tuple[dict[str, str], dict[str, str]]:
    """The needs and oils that anything on the shelf has, with their names, in the shelf's order."""
    needs = dict(SkinNeed.objects.values_list("slug", "name"))
    oils = {str(pk): name for pk, name in Ingredient.objects.values_list("pk", "common_name")}
    used = {slug: needs[slug] for item in items for slug in sorted(item.needs)}
    return used, {pk: oils[pk] for item in items for pk in sorted(item.oils)}


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
