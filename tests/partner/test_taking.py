"""From which batches pieces are taken: the parts always add up, and no batch gives more than it has."""

from hypothesis import given
from hypothesis import strategies as st

from shop.partner.taking import take

BATCHES = st.none() | st.integers(1, 5)
HELD = st.dictionaries(BATCHES, st.integers(0, 30))
NAMED = st.lists(st.tuples(st.integers(1, 7), st.integers(0, 30)), max_size=4)


@given(pieces=st.integers(0, 60), held=HELD, named=NAMED)
def test_the_parts_add_up_and_no_batch_gives_more_than_it_has(
    pieces: int, held: dict[int | None, int], named: list[tuple[int, int]]
) -> None:
    parts = dict(take(pieces, held, named))
    assert sum(parts.values()) == pieces
    assert all(part > 0 for part in parts.values())
    assert all(part <= held.get(batch, 0) for batch, part in parts.items() if batch is not None)


@given(held=HELD, wanted=st.integers(0, 30))
def test_a_named_batch_comes_first(held: dict[int | None, int], wanted: int) -> None:
    parts = dict(take(wanted, held, [(1, wanted)]))
    assert parts.get(1, 0) == min(wanted, held.get(1, 0))


@given(pieces=st.integers(1, 60), held=HELD)
def test_without_names_an_earlier_batch_is_emptied_first(pieces: int, held: dict[int | None, int]) -> None:
    parts = dict(take(pieces, held))
    touched = [batch for batch in held if parts.get(batch)]
    assert all(parts[batch] >= held[batch] for batch in touched[:-1])
