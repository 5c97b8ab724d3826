"""Batches of parts are shared out over sets: nothing is lost, and each batch of sets has one content."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from shop.catalogue.set_composition import compose

RUNS = st.lists(st.integers(1, 9), min_size=1, max_size=4)
PARTS = st.dictionaries(st.integers(1, 3), st.tuples(st.integers(1, 3), RUNS), min_size=1, max_size=3)


@given(parts=PARTS)
def test_every_set_is_whole_and_every_piece_is_in_one(parts: dict[int, tuple[int, list[int]]]) -> None:
    held = {product: (each, list(enumerate(runs, 1))) for product, (each, runs) in parts.items()}
    sets = min(sum(runs) // each for each, runs in parts.values())
    used = Counter[tuple[int, int | None]]()
    groups = compose(sets, held)
    for group in groups:
        inside = Counter[int]()
        for product, batch, pieces in group.contents:
            inside[product] += pieces
            used[product, batch] += pieces * group.sets
        assert inside == {product: each for product, (each, _) in parts.items()}
    assert sum(group.sets for group in groups) == sets
    assert all(number <= dict(held[product][1])[batch or 0] for (product, batch), number in used.items())


def test_sets_that_hold_the_same_stand_together() -> None:
    groups = compose(5, {7: (2, [(1, 5), (2, 5)]), 8: (1, [(None, 9)])})
    assert [(group.sets, group.contents) for group in groups] == [
        (2, ((7, 1, 2), (8, None, 1))),
        (1, ((7, 1, 1), (7, 2, 1), (8, None, 1))),
        (2, ((7, 2, 2), (8, None, 1))),
    ]
