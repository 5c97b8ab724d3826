"""Contrast by WCAG’s own examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.trader.contrast import contrast, is_light, mixed

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#123456", "#123456", 1),
    ],
)
def test_known_pairs(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@given(colours, colours)
def test_it_is_the_same_both_ways_and_within_its_bounds(one: str, other: str) -> None:
    assert 1 <= contrast(one, other) == contrast(other, one) <= 21.000001


@given(colours, colours)
def test_a_mixture_of_nothing_is_the_other_and_of_all_the_first(one: str, other: str) -> None:
    assert mixed(one, other, 0) == other and mixed(one, other, 1) == one


def test_a_mixture_takes_each_part_by_its_share() -> None:
    assert mixed("#ff0080", "#00ff80", 0.2) == "#33cc80"


def test_white_is_light_and_black_is_not() -> None:
    assert is_light("#ffffff") and not is_light("#000000")
