"""Contrast of two colours by WCAG 2.2, success criteria 1.4.3 and 1.4.11. Pure; colours are “#4d6542”."""

from typing import Final

TEXT: Final = 4.5
EDGES: Final = 3.0
_SHARES: Final = (0.2126, 0.7152, 0.0722)


def contrast(one: str, other: str) -> float:
    """From 1, the same colour, to 21, black on white."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def is_light(colour: str) -> bool:
    """Whether black differs more from it than white does, so that it needs a darker colour beside it."""
    return contrast(colour, "#000000") > contrast(colour, "#ffffff")


def mixed(one: str, other: str, share: float) -> str:
    """The other colour with this share of the first one."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(first * share + second * (1 - share)):02x}" for first, second in pairs)


def _parts(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def _luminance(colour: str) -> float:
    return sum(share * _linear(part / 255) for share, part in zip(_SHARES, _parts(colour), strict=True))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
