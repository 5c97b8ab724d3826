"""The bars of a chart."""

from hypothesis import given
from hypothesis import strategies as st

from shop.backoffice.figures.chart import HEIGHT, WIDTH, bars


@given(st.lists(st.integers(-500, 10**9), max_size=400))
def test_no_bar_leaves_the_drawing(values: list[int]) -> None:
    for bar in bars(values, [""] * len(values)):
        assert 0 <= float(bar.x) <= float(bar.x) + float(bar.width) <= WIDTH + 0.01
        assert float(bar.y) >= 0 and float(bar.y) + float(bar.height) <= HEIGHT + 0.01


def test_the_highest_reaches_the_top() -> None:
    assert [bar.height for bar in bars([100, 50, -20], ["a", "b", "c"])] == ["160.00", "80.00", "0.00"]
