"""One page of a product list: items, order and filters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce
from itertools import chain
from operator import or_

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.safestring import SafeString

from shop.caching.version import LocalCache
from shop.catalogue.listing.facets import TESTS, Selection
from shop.catalogue.listing.filters import SORTS, FilterPanels, filter_options, list_url, render_filters
from shop.catalogue.listing.item import SORT_KEYS, ListingItem
from shop.catalogue.listing.selection import LazySelection
from shop.catalogue.listing.snapshot import CatalogueSnapshot
from shop.search_engine.bitset import indices, indices_in

PER_PAGE = 24
IN_FIRST_ROW = 2  # on a phone
PRICE_SORTS = {"price", "-price"}
LIST_PARAMS = (*TESTS, "sort", "page")  # query parameters of lists


@dataclass(frozen=True)
class ListingPage:
    page: Page[ListingItem]
    panels: FilterPanels
    clear_url: str
    is_filtered: bool
    query: str
    says_traces: bool = False

    @property
    def canonical_query(self) -> str:
        """Of the address that search engines keep: a filtered list is the first page of all items to them."""
        is_further = self.page.number > 1 and not self.is_filtered
        return f"?page={self.page.number}" if is_further else ""

    @property
    def cards(self) -> str:
        """All cards of the page. A template loop would take as long for two as joining does for all."""
        if self.says_traces:
            return SafeString("".join(item.cautious_card for item in self.page.object_list))
        first = [item.first_card for item in self.page.object_list[:IN_FIRST_ROW]]
        return SafeString("".join([*first, *(item.card for item in self.page.object_list[IN_FIRST_ROW:])]))


def parse(query: QueryDict, catalogue: CatalogueSnapshot) -> tuple[Selection, str, int]:
    """Selection, sort order and page number from a query string; unknown values are ignored."""
    known = filter_options(catalogue)
    chosen = {group: frozenset(query.getlist(group)) & known[group].keys() for group in known}
    sort = query.get("sort", "")
    page = query.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
    return Selection(chosen), sort if sort in SORTS else "featured", number


def browse(catalogue: CatalogueSnapshot, query: QueryDict, *, category: int | None = None) -> ListingPage:
    """The whole catalogue or one category, filtered and sorted by a query string."""
    return _page(catalogue, query, catalogue.members(category), [])


def browse_found(
    catalogue: CatalogueSnapshot,
    ranked: Sequence[int],
    query: QueryDict,
    *,
    keep: Iterable[str],
    says_traces: bool = False,
) -> ListingPage:
    """Search results, as ranked bit sets; each link keeps the parameters `keep`: the search words."""
    kept = [(name, query.get(name, "")[:100]) for name in keep]
    page = _page(catalogue, query, reduce(or_, ranked, 0), kept, ranked)
    return replace(page, says_traces=page.says_traces or says_traces)


def _page(
    catalogue: CatalogueSnapshot,
    query: QueryDict,
    among: int,
    extra: list[tuple[str, str]],
    ranked: Sequence[int] = (),
) -> ListingPage:
    selection, sort, number = parse(query, catalogue)
    shown = catalogue.facets.select(among, selection)
    return ListingPage(
        page=_narrowed(_chosen(catalogue, shown, selection, sort, ranked), selection, number),
        panels=render_filters(catalogue, among, selection, sort, extra),
        clear_url=list_url(Selection(), sort, extra),
        is_filtered=bool(selection),
        query=list_url(selection, sort, extra),
        says_traces=bool(selection.chosen.get("nuts")),
    )


def _chosen(
    catalogue: CatalogueSnapshot, shown: int, selection: Selection, sort: str, ranked: Sequence[int]
) -> LazySelection:
    """The items of a set in the requested order; “featured” means rank for search results."""
    count = shown.bit_count()
    if ranked and sort == "featured":
        return LazySelection(
            catalogue.items, count, lambda: chain.from_iterable(indices(one & shown) for one in ranked)
        )
    return LazySelection(
        catalogue.items, count, lambda: indices_in(_order(catalogue, selection, sort), shown)
    )


_orders: LocalCache[tuple[object, ...], list[int]] = LocalCache(most=100)


def _order(catalogue: CatalogueSnapshot, selection: Selection, sort: str) -> list[int]:
    """Indices in a sort order. With sizes or prices selected, sorting uses those prices; cached."""
    if not (selection.narrows and sort in PRICE_SORTS):
        return catalogue.order(sort)

    def asked(place: int) -> float | Decimal:
        return SORT_KEYS[sort](_as_asked(catalogue.items[place], selection))

    key = (sort, *(pair for pair in selection.pairs if pair[0] in {"size", "price"}))
    return _orders.get(
        key, state=catalogue.identity, make=lambda: sorted(range(len(catalogue.items)), key=asked)
    )


def _narrowed(items: LazySelection, selection: Selection, number: int) -> Page[ListingItem]:
    """One page of items; with sizes or prices selected, each shows only those."""
    page = Paginator(items, PER_PAGE).get_page(number)
    if selection.narrows:
        page.object_list = [_as_asked(item, selection) for item in page.object_list]
    return page


def _as_asked(item: ListingItem, selection: Selection) -> ListingItem:
    fitting = [size for size in item.sizes if selection.fits(volume_ml=size.volume_ml, price=size.price)]
    return item.narrowed(fitting)
