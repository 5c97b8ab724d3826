"""One page of the shelf: what is shown, what can be chosen and where each choice leads."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from shop.catalogue import facets
from shop.catalogue.facets import Selection
from shop.catalogue.shelf import SORT_KEYS, Shelf, ShelfItem

PER_PAGE = 24
GROUP_NAMES = {
    "need": "Skin need",
    "oil": "Oil",
    "size": "Size",
    "price": "Price",
    "nuts": "Nuts",
    "birth": "Age",
}
BAND_NAMES = {
    "travel": "Up to 50 ml",
    "everyday": "51 to 150 ml",
    "family": "Over 150 ml",
    "under-10": "Under £10",
    "10-20": "£10 to £19.99",
    "20-30": "£20 to £29.99",
    "over-30": "£30 and over",
}


SORTS: dict[str, str] = {
    "featured": "Featured",
    "price": "Price, low to high",
    "-price": "Price, high to low",
    "rating": "Best reviewed",
    "new": "Newest",
}
PRICE_SORTS = {"price", "-price"}


@dataclass(frozen=True)
class Choice:
    """One filter value: its wording, how many products it would show, and the link that toggles it."""

    name: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Browse:
    """Everything a list page shows."""

    page: Page[ShelfItem]
    groups: list[tuple[str, list[Choice]]]
    chips: list[Choice]
    sorts: list[tuple[str, str, bool]]
    clear_url: str
    is_filtered: bool
    query: str


def _values(shelf: Shelf) -> dict[str, dict[str, str]]:
    """The values each group offers, with their names."""
    return {
        "need": shelf.needs,
        "oil": dict(sorted(shelf.oils.items(), key=lambda pair: pair[1])),
        "size": {key: BAND_NAMES[key] for key in facets.SIZE_BANDS},
        "price": {key: BAND_NAMES[key] for key in facets.PRICE_BANDS},
        "nuts": {"free": "Free from nuts"},
        "birth": {"yes": "Suitable from birth"},
    }


def parse(query: QueryDict, shelf: Shelf) -> tuple[Selection, str, int]:
    """Selection, sort and page from a query string; what isn't on offer is left out."""
    known = _values(shelf)
    chosen = {group: frozenset(query.getlist(group)) & known[group].keys() for group in known}
    sort = query.get("sort", "")
    page = query.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
    return Selection(chosen), sort if sort in SORTS else "featured", number


def _url(selection: Selection, sort: str, extra: list[tuple[str, str]], page: int = 1) -> str:
    pairs = [*extra, *selection.pairs]
    pairs += [("sort", sort)] if sort != "featured" else []
    pairs += [("page", str(page))] if page > 1 else []
    return "?" + urlencode(pairs)


def browse(shelf: Shelf, query: QueryDict, *, category: int | None = None) -> Browse:
    """The shelf, or one category of it, as a query string asks for it."""
    return _page(shelf, query, shelf.members(category), [])


def browse_found(shelf: Shelf, found: Sequence[ShelfItem], query: QueryDict, *, keep: str) -> Browse:
    """What a search found, best first; each link carries its words in the parameter `keep`."""
    return _page(shelf, query, shelf.having(found), [(keep, query.get(keep, "")[:100])], found)


def _page(
    shelf: Shelf,
    query: QueryDict,
    among: int,
    extra: list[tuple[str, str]],
    found: Sequence[ShelfItem] | None = None,
) -> Browse:
    selection, sort, number = parse(query, shelf)
    shown = shelf.facets.select(among, selection)
    ranked = shelf.sorted(sort) if found is None or sort != "featured" else found
    groups, chips = _groups(shelf, among, selection, sort, extra)
    return Browse(
        page=_narrowed(shelf.among(ranked, shown), selection, sort, number),
        groups=groups,
        chips=chips,
        sorts=[(name, _url(selection, key, extra), key == sort) for key, name in SORTS.items()],
        clear_url=_url(Selection(), sort, extra),
        is_filtered=bool(selection),
        query=_url(selection, sort, extra),
    )


def _narrowed(items: list[ShelfItem], selection: Selection, sort: str, number: int) -> Page[ShelfItem]:
    """One page of cards. Where sizes or prices are chosen, cards show those, and prices sort by them."""
    if selection.narrows and sort in PRICE_SORTS:
        items = sorted((_as_asked(item, selection) for item in items), key=SORT_KEYS[sort])
    page = Paginator(items, PER_PAGE).get_page(number)
    if selection.narrows:
        page.object_list = [_as_asked(item, selection) for item in page.object_list]
    return page


def _as_asked(item: ShelfItem, selection: Selection) -> ShelfItem:
    fitting = [size for size in item.sizes if selection.fits(volume_ml=size.volume_ml, price=size.price)]
    return item.narrowed(fitting)


def _groups(
    shelf: Shelf, among: int, selection: Selection, sort: str, extra: list[tuple[str, str]]
) -> tuple[list[tuple[str, list[Choice]]], list[Choice]]:
    """Every group with the choices that lead somewhere, and the choices already made."""
    groups: list[tuple[str, list[Choice]]] = []
    for group, names in _values(shelf).items():
        counts = shelf.facets.count(among, selection, group, names)
        chosen = selection.chosen.get(group, frozenset())
        choices = [
            Choice(name, counts[value], _url(selection.toggled(group, value), sort, extra), value in chosen)
            for value, name in names.items()
            if counts[value] or value in chosen
        ]
        groups += [(GROUP_NAMES[group], choices)] if choices else []
    return groups, [choice for _, choices in groups for choice in choices if choice.is_chosen]
