"""Bars of a chart in the units of its own drawing. Pure; the template draws them as SVG without any style."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 720
HEIGHT: Final = 160


@dataclass(frozen=True)
class Bar:
    """One bar: its place, its size, and what it says when it is pointed at."""

    x: str
    y: str
    width: str
    height: str
    says: str


def bars(values: Sequence[int], says: Sequence[str]) -> list[Bar]:
    """A bar for each value, from the bottom; the highest reaches the top, and less than nothing has none."""
    most = max([*values, 1])
    step = WIDTH / max(len(values), 1)
    return [
        _bar(place, value, most, step, words)
        for place, (value, words) in enumerate(zip(values, says, strict=True))
    ]


def _bar(place: int, value: int, most: int, step: float, says: str) -> Bar:
    height = HEIGHT * max(value, 0) / most
    return Bar(
        x=f"{place * step + step * 0.1:.2f}",
        y=f"{HEIGHT - height:.2f}",
        width=f"{step * 0.8:.2f}",
        height=f"{height:.2f}",
        says=says,
    )
