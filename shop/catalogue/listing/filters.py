"""The filters of a product list: options, counts and links."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.template.loader import render_to_string

from shop.caching.version import LocalCache
from shop.catalogue.labelling.wording import minimum_age
from shop.catalogue.listing import facets
from shop.catalogue.listing.facets import Selection
from shop.catalogue.listing.snapshot import CatalogueSnapshot

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
    "sold": "Best selling",
    "price": "Price, low to high",
    "-price": "Price, high to low",
    "rating": "Best reviewed",
    "new": "Newest",
}


LONGEST_CACHED = 300  # as in the page cache


@dataclass(frozen=True)
class FilterOption:
    """One filter value: label, number of products, and the link that toggles it."""

    name: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class FilterPanels:
    """Rendered HTML: the filters of a list; above it the selected filters, the count and the sort orders."""

    filters: str
    head: str


def filter_options(catalogue: CatalogueSnapshot) -> dict[str, dict[str, str]]:
    """The values of each group with their labels."""
    return {
        "need": catalogue.needs,
        "oil": dict(sorted(catalogue.oils.items(), key=lambda pair: pair[1])),
        "size": {key: BAND_NAMES[key] for key in facets.SIZE_BANDS},
        "price": {key: BAND_NAMES[key] for key in facets.PRICE_BANDS},
        "nuts": {"free": "Made without nut oils"},
        "birth": {"yes": minimum_age(0)},
    }


def list_url(selection: Selection, sort: str, extra: Iterable[tuple[str, str]]) -> str:
    """The query string of a list; `extra` is kept in all links, such as the words of a search."""
    return "?" + urlencode(list_pairs(selection, sort, extra))


def list_pairs(selection: Selection, sort: str, extra: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same as names and values, for a form."""
    order = [("sort", sort)] if sort != "featured" else []
    return [*extra, *selection.pairs, *order]


_panels: LocalCache[tuple[object, ...], FilterPanels] = LocalCache(most=200)


def render_filters(
    catalogue: CatalogueSnapshot,
    among: int,
    selection: Selection,
    sort: str,
    extra: Sequence[tuple[str, str]],
) -> FilterPanels:
    """Render the filters once for a set and a selection: thirty links take longer than the cards."""

    def make() -> FilterPanels:
        return _render(catalogue, among, selection, sort, extra)

    if len(list_url(selection, sort, extra)) > LONGEST_CACHED:  # no real selection is that long
        return make()
    key = (among, tuple(selection.pairs), sort, tuple(extra))
    return _panels.get(key, state=catalogue.identity, make=make)


def _render(
    catalogue: CatalogueSnapshot,
    among: int,
    selection: Selection,
    sort: str,
    extra: Sequence[tuple[str, str]],
) -> FilterPanels:
    groups = _groups(catalogue, among, selection, sort, extra)
    context = {
        "groups": groups,
        "chips": [choice for _, choices in groups for choice in choices if choice.is_chosen],
        "count": catalogue.facets.select(among, selection).bit_count(),
        "sorts": [(name, list_url(selection, key, extra), key == sort) for key, name in SORTS.items()],
        "clear_url": list_url(Selection(), sort, extra),
        "pairs": list_pairs(selection, sort, extra),
        "sorted_by": SORTS[sort],
    }
    return FilterPanels(
        filters=render_to_string("oscar/catalogue/partials/filters.html", context),
        head=render_to_string("oscar/catalogue/partials/list_head.html", context),
    )


def _groups(
    catalogue: CatalogueSnapshot,
    among: int,
    selection: Selection,
    sort: str,
    extra: Sequence[tuple[str, str]],
) -> list[tuple[str, list[FilterOption]]]:
    """Every group with the options that have results."""
    groups: list[tuple[str, list[FilterOption]]] = []
    for group, names in filter_options(catalogue).items():
        counts = catalogue.facets.count(among, selection, group, names)
        chosen = selection.chosen.get(group, frozenset())
        choices = [
            FilterOption(
                name, counts[value], list_url(selection.toggled(group, value), sort, extra), value in chosen
            )
            for value, name in names.items()
            if counts[value] or value in chosen
        ]
        groups += [(GROUP_NAMES[group], choices)] if choices else []
    return groups
