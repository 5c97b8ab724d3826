"""What can be chosen of a list and what has been, with where each choice leads."""

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
    "price": "Price, low to high",
    "-price": "Price, high to low",
    "rating": "Best reviewed",
    "new": "Newest",
}


LONGEST_KEPT = 300  # as the page cache has it for addresses


@dataclass(frozen=True)
class FilterOption:
    """One filter value: its wording, how many products it would show, and the link that toggles it."""

    name: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class FilterPanels:
    """Rendered: the filters beside a list; above it the filters chosen, how many there are, the orders."""

    filters: str
    head: str


def filter_options(catalogue: CatalogueSnapshot) -> dict[str, dict[str, str]]:
    """The values each group offers, with their names."""
    return {
        "need": catalogue.needs,
        "oil": dict(sorted(catalogue.oils.items(), key=lambda pair: pair[1])),
        "size": {key: BAND_NAMES[key] for key in facets.SIZE_BANDS},
        "price": {key: BAND_NAMES[key] for key in facets.PRICE_BANDS},
        "nuts": {"free": "Made without nut oils"},
        "birth": {"yes": minimum_age(0)},
    }


def list_url(selection: Selection, sort: str, extra: Iterable[tuple[str, str]]) -> str:
    """The query string that asks a list for all that; `extra` is what links carry along, a search's words."""
    pairs = [*extra, *selection.pairs]
    pairs += [("sort", sort)] if sort != "featured" else []
    return "?" + urlencode(pairs)


_kept: LocalCache[tuple[object, ...], FilterPanels] = LocalCache(most=200)


def render_filters(
    catalogue: CatalogueSnapshot,
    among: int,
    selection: Selection,
    sort: str,
    extra: Sequence[tuple[str, str]],
) -> FilterPanels:
    """Made once for a set of items and what is chosen of it: thirty links take longer than the cards."""

    def make() -> FilterPanels:
        groups = _groups(catalogue, among, selection, sort, extra)
        context = {
            "groups": groups,
            "chips": [choice for _, choices in groups for choice in choices if choice.is_chosen],
            "count": catalogue.facets.select(among, selection).bit_count(),
            "sorts": [(name, list_url(selection, key, extra), key == sort) for key, name in SORTS.items()],
            "clear_url": list_url(Selection(), sort, extra),
        }
        return FilterPanels(
            filters=render_to_string("oscar/catalogue/partials/filters.html", context),
            head=render_to_string("oscar/catalogue/partials/list_head.html", context),
        )

    if len(list_url(selection, sort, extra)) > LONGEST_KEPT:  # nobody's way of choosing
        return make()
    key = (among, tuple(selection.pairs), sort, tuple(extra))
    return _kept.get(key, state=catalogue.identity, make=make)


def _groups(
    catalogue: CatalogueSnapshot,
    among: int,
    selection: Selection,
    sort: str,
    extra: Sequence[tuple[str, str]],
) -> list[tuple[str, list[FilterOption]]]:
    """Every group with the choices that lead somewhere."""
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
