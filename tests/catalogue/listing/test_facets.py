"""Filters over bit sets give the same result as a check of each product."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from shop.catalogue.listing.facets import TESTS, Index, Selection
from shop.search_engine.bitset import from_flags, indices

VALUES = {
    "need": ("newborn", "massage"),
    "oil": ("1", "2"),
    "size": ("travel", "everyday", "family"),
    "price": ("under-10", "10-20", "20-30", "over-30"),
    "nuts": ("free",),
    "birth": ("yes",),
}


@dataclass
class Thing:
    needs: frozenset[str]
    oils: frozenset[str]
    is_nut_free: bool
    from_birth: bool
    volumes: frozenset[int]
    prices: frozenset[Decimal]


things = st.lists(
    st.builds(
        Thing,  # booleans are found by their types
        needs=st.frozensets(st.sampled_from(VALUES["need"])),
        oils=st.frozensets(st.sampled_from(VALUES["oil"])),
        volumes=st.frozensets(st.sampled_from([50, 51, 150, 151]), max_size=3),
        prices=st.frozensets(st.sampled_from([Decimal("9.99"), Decimal(10), Decimal("29.99"), Decimal(30)])),
    ),
    max_size=20,
)
selections = st.fixed_dictionaries(
    {group: st.frozensets(st.sampled_from(values)) for group, values in VALUES.items()}
).map(Selection)


def fits(thing: Thing, selection: Selection, but: str = "") -> bool:
    """Any value of a group will do; every group must agree."""
    return all(
        any(TESTS[group](thing, value) for value in values)
        for group, values in selection.chosen.items()
        if values and group != but
    )


@given(things, selections)
def test_a_selection_shows_what_fits_each_group(stock: list[Thing], selection: Selection) -> None:
    shown = Index(stock).select(from_flags([True] * len(stock)), selection)

    assert list(indices(shown)) == [place for place, thing in enumerate(stock) if fits(thing, selection)]


@given(things, selections, st.sampled_from(list(VALUES)))
def test_a_count_is_what_the_choice_would_show(stock: list[Thing], selection: Selection, group: str) -> None:
    counts = Index(stock).count(from_flags([True] * len(stock)), selection, group, VALUES[group])

    others = [thing for thing in stock if fits(thing, selection, but=group)]
    assert counts == {value: sum(TESTS[group](thing, value) for thing in others) for value in VALUES[group]}
