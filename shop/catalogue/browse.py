"""One page of the shelf: what is shown, what can be chosen and where each choice leads."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from shop.catalogue import facets
from shop.catalogue.facets import Selection
from shop.catalogue.shelf import Shelf, ShelfItem

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


def _price(item: ShelfItem) -> Any:
    return item.cheapest.price if item.cheapest else 0


SORTS: dict[str, tuple[str, Callable[[ShelfItem], Any]]] = {
    "featured": ("Featured", lambda item: not item.is_available),  # else in the shelf's own order
    "price": ("Price, low to high", _price),
    "-price": ("Price, high to low", lambda item: -_price(item)),
    "rating": ("Best reviewed", lambda item: -(item.rating or 0)),
    "new": ("Newest", lambda item: -item.created.timestamp()),
}


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


def browse(shelf: Shelf, items: list[ShelfItem], query: QueryDict, *, keep: str = "") -> Browse:
    """Filter, count, sort and page `items`; `keep` names a parameter (a search) that every link carries."""
    selection, sort, number = parse(query, shelf)
    extra = [(keep, query.get(keep, "")[:100])] if keep else []
    shown = facets.select(items, selection)
    if not (keep and sort == "featured"):  # a search is sorted by relevance unless asked otherwise
        shown = sorted(shown, key=SORTS[sort][1])
    groups, chips = [], []
    for group, names in _values(shelf).items():
        counts = facets.count(items, selection, group, names)
        chosen = selection.chosen.get(group, frozenset())
        choices = [
            Choice(name, counts[value], _url(selection.toggled(group, value), sort, extra), value in chosen)
            for value, name in names.items()
            if counts[value] or value in chosen
        ]
        chips += [choice for choice in choices if choice.is_chosen]
        groups += [(GROUP_NAMES[group], choices)] if choices else []
    return Browse(
        page=Paginator(shown, PER_PAGE).get_page(number),
        groups=groups,
        chips=chips,
        sorts=[(name, _url(selection, key, extra), key == sort) for key, (name, _) in SORTS.items()],
        clear_url=_url(Selection(), sort, extra),
        is_filtered=bool(selection),
        query=_url(selection, sort, extra),
    )
