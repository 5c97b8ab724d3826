"""Filtering and counting of catalogue items, without the database. Pure.

Sets of items are bit sets (`search_engine/bitset.py`): 5,000 products take as long as twelve.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from shop.search_engine.bitset import from_flags

PRICE_BANDS: Mapping[str, tuple[Decimal, Decimal]] = {
    "under-10": (Decimal(0), Decimal("9.99")),
    "10-20": (Decimal(10), Decimal("19.99")),
    "20-30": (Decimal(20), Decimal("29.99")),
    "over-30": (Decimal(30), Decimal(10**6)),
}
SIZE_BANDS: Mapping[str, tuple[int, int]] = {
    "travel": (1, 50),
    "everyday": (51, 150),
    "family": (151, 10**6),
}


class Item(Protocol):
    """The fields of an item that filters use; sizes and prices are those of its variants."""

    needs: frozenset[str]
    oils: frozenset[str]
    is_nut_free: bool
    is_fragrance_free: bool
    from_birth: bool

    @property
    def volumes(self) -> frozenset[int]: ...

    @property
    def prices(self) -> frozenset[Decimal]: ...


Test = Callable[[Item, str], bool]


def _in_band(values: Iterable[Decimal | int], band: tuple[Decimal | int, Decimal | int]) -> bool:
    return any(band[0] <= value <= band[1] for value in values)


TESTS: Mapping[str, Test] = {
    "need": lambda item, value: value in item.needs,
    "oil": lambda item, value: value in item.oils,
    "size": lambda item, value: _in_band(item.volumes, SIZE_BANDS[value]),
    "price": lambda item, value: _in_band(item.prices, PRICE_BANDS[value]),
    "nuts": lambda item, value: item.is_nut_free,
    "fragrance": lambda item, value: item.is_fragrance_free,  # asked for by searches; no filter offers it
    "birth": lambda item, value: item.from_birth,
}


@dataclass(frozen=True)
class Selection:
    """Selected values by group: an item must match at least one value in every group."""

    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def toggled(self, group: str, value: str) -> "Selection":
        """The selection with one value added or removed."""
        values = self.chosen.get(group, frozenset())
        return Selection({**self.chosen, group: values ^ {value}})

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every selected value with its group, in a stable order, for the query string."""
        return [(group, value) for group in TESTS for value in sorted(self.chosen.get(group, ()))]

    def __bool__(self) -> bool:
        return any(self.chosen.values())

    @property
    def narrows(self) -> bool:
        """Whether sizes or prices are selected, which concern single variants."""
        return bool(self.chosen.get("size") or self.chosen.get("price"))

    def fits(self, *, volume_ml: int | None, price: Decimal) -> bool:
        """Whether one variant matches the selected sizes and prices."""
        sizes, prices = self.chosen.get("size", ()), self.chosen.get("price", ())
        has_size = not sizes or any(_in_band([volume_ml or 0], SIZE_BANDS[one]) for one in sizes)
        return has_size and (not prices or any(_in_band([price], PRICE_BANDS[one]) for one in prices))


class Index:
    """The bit set of each filter value, computed on first use."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._having: dict[tuple[str, str], int] = {}

    def having(self, group: str, value: str) -> int:
        """The items that match one value."""
        if (group, value) not in self._having:
            test = TESTS[group]
            self._having[group, value] = from_flags([test(item, value) for item in self._items])
        return self._having[group, value]

    def select(self, among: int, selection: Selection, *, but: str = "") -> int:
        """Reduce a set to the items that match a selection; `but` ignores one group, to count its options."""
        for group, values in selection.chosen.items():
            if values and group != but:
                any_of = 0
                for value in values:
                    any_of |= self.having(group, value)
                among &= any_of
        return among

    def count(self, among: int, selection: Selection, group: str, values: Iterable[str]) -> dict[str, int]:
        """The number of items each value of a group would show with the other groups’ selections."""
        others = self.select(among, selection, but=group)
        return {value: (others & self.having(group, value)).bit_count() for value in values}
