"""Browsers choose a file that is as wide as the slot on their screen, and at most a third wider."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.templatetags.guide_pictures import WIDTHS
from shop.settings.pictures import PICTURE_WIDTHS
from shop.web.picture_sizes import Width, sizes

LADDERS = [PICTURE_WIDTHS, list(WIDTHS)]


def stated(slot: float) -> float:
    """The width in CSS pixels that the attribute states for a slot."""
    found = re.fullmatch(r"([\d.]+)px", str(Width(px=slot)))
    assert found
    return float(found[1])


def by_today(files: list[int], slot: float, density: float) -> int:
    """The smallest file that is wide enough."""
    return next((one for one in files if one >= slot * density), files[-1])


def by_old_chromium(files: list[int], slot: float, density: float) -> int:
    """Blink took a smaller file if that one was nearer on a geometric scale, except at a density of 1."""
    for smaller, larger in zip(files, files[1:], strict=False):
        if larger < slot * density:
            continue
        is_sharp = density <= 1 and smaller < slot
        return larger if is_sharp or slot * density >= math.sqrt(smaller * larger) else smaller
    return files[-1]


# The attribute has four digits, hence a thousandth.
@pytest.mark.parametrize(("choose", "least"), [(by_today, 0.999), (by_old_chromium, 0.86)])
@pytest.mark.parametrize("files", LADDERS, ids=["products", "guides"])
@given(slot=st.floats(64, 900), density=st.sampled_from([1, 2]))
def test_the_chosen_file_fits_any_slot(
    choose, least: float, files: list[int], slot: float, density: int
) -> None:
    chosen, needed = choose(files, stated(slot), density), slot * density
    assert chosen >= min(needed * least, files[-1])
    assert chosen <= max(needed * 1.36, files[0])


@pytest.mark.parametrize("files", LADDERS, ids=["products", "guides"])
def test_each_file_is_about_a_third_wider_than_the_one_before(files: list[int]) -> None:
    assert all(larger / smaller <= 1.35 for smaller, larger in zip(files, files[1:], strict=False))


def test_the_widest_windows_come_first() -> None:
    found = sizes(Width(vw=100), from_40=Width(vw=50, px=-10), from_76=Width(px=500))
    assert found == "(min-width: 76rem) 500px, (min-width: 40rem) calc(50vw + -10px), 100vw"
