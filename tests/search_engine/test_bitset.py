"""Sets as whole numbers say what plain lists say."""

from hypothesis import given
from hypothesis import strategies as st

from shop.search_engine.bitset import from_flags, from_indices, indices, indices_in

rows = st.lists(st.booleans(), max_size=70)


@given(rows)
def test_a_set_holds_the_places_it_was_made_of(flags: list[bool]) -> None:
    assert list(indices(from_flags(flags))) == [place for place, flag in enumerate(flags) if flag]


@given(rows)
def test_a_set_made_of_places_is_the_same(flags: list[bool]) -> None:
    assert from_indices(indices(from_flags(flags)), len(flags)) == from_flags(flags)


@given(rows, st.randoms())
def test_another_order_leaves_nothing_out(flags: list[bool], chance: object) -> None:
    order = list(range(len(flags)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    assert list(indices_in(order, from_flags(flags))) == [place for place in order if flags[place]]
