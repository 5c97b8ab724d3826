"""The `sizes` attribute of pictures: how wide the style sheets show them, window by window.

A browser takes the smallest file that is wide enough; the widths are a third apart, so it is at most that
much too wide. Old versions of Chromium may take the next smaller file where that one is nearer, which blurs
a picture by up to 14%.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Width:
    """Shares of the window’s width and height and a number of pixels, added up.

    `Width(vw=46, px=-6)` is 46% of the window’s width less 6 pixels.
    """

    vw: float = 0
    vh: float = 0
    px: float = 0

    def __str__(self) -> str:
        """The CSS length that the attribute states."""
        lengths = [_length(number, unit) for unit, number in vars(self).items() if number]
        return lengths[0] if len(lengths) == 1 else f"calc({' + '.join(lengths)})"


def _length(number: float, unit: str) -> str:
    return f"{number:.4g}{unit}"


def sizes(narrow: Width, **wider: Width) -> str:
    """The attribute’s value: the width in the narrowest windows, then those from a minimum width in rem.

    `sizes(Width(vw=92), from_46=Width(vw=48))`; the order of the further widths doesn’t matter.
    """
    steps = {int(name.removeprefix("from_")): width for name, width in wider.items()}
    queries = [f"(min-width: {step}rem) {steps[step]}" for step in sorted(steps, reverse=True)]
    return ", ".join([*queries, str(narrow)])
