"""Sets as whole numbers say what plain lists say."""

from hypothesis import given
from hypothesis import strategies as st

from shop.search_engine.bitset import bits, bits_at, places, places_in

rows = st.lists(st.booleans(), max_size=70)


@given(rows)
def test_a_set_holds_the_places_it_was_made_of(flags: list[bool]) -> None:
    assert list(places(bits(flags))) == [place for place, flag in enumerate(flags) if flag]


@given(rows)
def test_a_set_made_of_places_is_the_same(flags: list[bool]) -> None:
    assert bits_at(places(bits(flags)), len(flags)) == bits(flags)


@given(rows, st.randoms())
def test_another_order_leaves_nothing_out(flags: list[bool], chance: object) -> None:
    order = list(range(len(flags)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    assert list(places_in(order, bits(flags))) == [place for place in order if flags[place]]
