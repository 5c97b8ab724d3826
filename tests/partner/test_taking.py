"""From which batches pieces are taken: the parts always add up, and no batch gives more than it has."""

from hypothesis import given
from hypothesis import strategies as st

from shop.partner.taking import sent_instead, share_count, take

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


@given(held=HELD, counted=HELD)
def test_after_a_count_each_batch_is_as_counted(
    held: dict[int | None, int], counted: dict[int | None, int]
) -> None:
    found, rest = share_count(held, counted)
    after = dict(held)
    for batch, pieces in [*found, *rest]:
        assert pieces
        after[batch] = after.get(batch, 0) + pieces
    assert sum(pieces for _, pieces in found) == 0
    assert {key: pieces for key, pieces in after.items() if pieces} == {
        key: pieces for key, pieces in counted.items() if pieces
    }


@given(sold=st.dictionaries(BATCHES, st.integers(1, 30)), held=HELD, named=NAMED)
def test_a_correction_moves_nothing_in_all_and_empties_no_batch_twice(
    sold: dict[int | None, int], held: dict[int | None, int], named: list[tuple[int, int]]
) -> None:
    after = dict(held)
    for batch, pieces in sent_instead(sold, held, named):
        after[batch] = after.get(batch, 0) + pieces
    assert sum(after.values()) == sum(held.values())
    assert min(after.values(), default=0) >= 0


def test_the_right_batch_gives_what_the_wrong_one_gets_back() -> None:
    assert dict(sent_instead({1: 3}, {1: 5, 2: 9, None: 4}, [(2, 3)])) == {1: 3, 2: -3}
    assert dict(sent_instead({1: 3}, {1: 5, 2: 1, None: 1}, [(2, 3)])) == {1: 2, 2: -1, None: -1}
