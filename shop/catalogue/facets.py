"""Filtering, counting and sorting the shelf. Pure: works on plain items, knows no database."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

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
    """What filtering needs to know of a product; sizes and prices are those of its variants."""

    needs: frozenset[str]
    oils: frozenset[str]
    is_nut_free: bool
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
    "birth": lambda item, value: item.from_birth,
}


@dataclass(frozen=True)
class Selection:
    """Chosen values by group: any of a group's values will do, and every group must agree."""

    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def matches(self, item: Item, *, but: str = "") -> bool:
        """Whether an item is shown; `but` leaves one group out, to count what it would offer."""
        return all(
            any(TESTS[group](item, value) for value in values)
            for group, values in self.chosen.items()
            if values and group != but
        )

    def toggled(self, group: str, value: str) -> "Selection":
        """The selection with one value put in or taken out."""
        values = self.chosen.get(group, frozenset())
        return Selection({**self.chosen, group: values ^ {value}})

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every chosen value with its group, in a stable order: the query string of this selection."""
        return [(group, value) for group in TESTS for value in sorted(self.chosen.get(group, ()))]

    def __bool__(self) -> bool:
        return any(self.chosen.values())


def select[T: Item](items: Iterable[T], selection: Selection) -> list[T]:
    """The items a selection shows, in their order."""
    return [item for item in items if selection.matches(item)]


def count[T: Item](
    items: Iterable[T], selection: Selection, group: str, values: Iterable[str]
) -> dict[str, int]:
    """How many items each value of a group would show together with the other groups' choices."""
    others = [item for item in items if selection.matches(item, but=group)]
    return {value: sum(TESTS[group](item, value) for item in others) for value in values}
