"""Which picture of a zip belongs to which SKU, by its file name. Pure."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

NUMBERED: Final = re.compile(r"(.*[^\s._-])[\s._-]+\(?\d{1,3}\)?")


def named_sku(name: str, skus: Iterable[str]) -> str:
    """“A-1” for A-1.jpg, a-1_2.png and “A-1 (3).webp”; empty where no SKU has that name."""
    known = {sku.lower(): sku for sku in skus}
    stem = PurePosixPath(name).stem.lower()
    plain = NUMBERED.fullmatch(stem)
    return known.get(stem) or known.get(plain[1] if plain else "", "")


def by_sku(names: Iterable[str], skus: Iterable[str]) -> dict[str, list[str]]:
    """The pictures of each SKU, the one without a number first, then by their numbers."""
    known = list(skus)
    found: dict[str, list[str]] = {}
    for name in sorted(names, key=_order):
        if sku := named_sku(name, known):
            found.setdefault(sku, []).append(name)
    return found


def _order(name: str) -> tuple[int, str]:
    return len(PurePosixPath(name).stem), name.lower()
