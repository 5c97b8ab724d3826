"""The table of common routines for one product, as pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from shop.catalogue.routine.rules import (
    Routine,
    cost_a_week,
    days_lasting,
    in_words,
    is_used_in_time,
    smallest_enough,
)
from shop.money import to_pence

OWN = 3  # massages a week in the row that a reader can change
COMMON = (1, OWN, 7)


class Size(Protocol):
    """A variant, as `shop.catalogue.listing.variants` has it."""

    @property
    def label(self) -> str: ...
    @property
    def volume_ml(self) -> int | None: ...
    @property
    def price(self) -> Decimal: ...


@dataclass(frozen=True)
class Bottle:
    """A size with a volume."""

    label: str
    volume_ml: int
    price: Decimal

    @property
    def pence(self) -> int:
        return to_pence(self.price)


@dataclass(frozen=True)
class Cell:
    lasts: str
    cost: str


@dataclass(frozen=True)
class RoutineTable:
    """Rows of massages a week, columns of sizes."""

    title: str
    ml: Decimal
    months_open: int | None
    bottles: tuple[Bottle, ...]

    @property
    def shown_ml(self) -> str:
        """“5”, “2.5”."""
        return f"{self.ml.normalize():f}"

    @property
    def own(self) -> int:
        """Massages a week in the row that a reader can change."""
        return OWN

    @property
    def rows(self) -> list[tuple[int, list[Cell]]]:
        return [(times, self.cells(times)) for times in COMMON]

    def cells(self, times: int) -> list[Cell]:
        return [self._cell(bottle, Routine(self.ml, times)) for bottle in self.bottles]

    def _cell(self, bottle: Bottle, routine: Routine) -> Cell:
        cost = cost_a_week(bottle.price, bottle.volume_ml, routine, self.months_open)
        return Cell(self._lasts(bottle, routine), f"£{cost} a week")

    def _lasts(self, bottle: Bottle, routine: Routine) -> str:
        if is_used_in_time(bottle.volume_ml, routine, self.months_open):
            return in_words(days_lasting(bottle.volume_ml, routine))
        return f"more than {self.months_open} months"

    @property
    def advice(self) -> str:
        """Which size is enough for the reader's own row."""
        return self.advice_for(OWN)

    def advice_for(self, times: int) -> str:
        """The smallest size that lasts four weeks; what a larger one would waste."""
        routine = Routine(self.ml, times)
        volumes = {bottle.volume_ml: bottle for bottle in self.bottles}
        enough = volumes.get(smallest_enough(volumes, routine) or 0)
        if enough is None:
            largest = self.bottles[-1]
            return f"The {largest.label} lasts longest: {self._lasts(largest, routine)}."
        text = f"The {enough.label} is enough: it lasts {self._lasts(enough, routine)}."
        return text if enough is self.bottles[-1] else f"{text}{self._waste(routine)}"

    def _waste(self, routine: Routine) -> str:
        """A sentence where the largest size wouldn’t be used up in time, otherwise ""."""
        largest = self.bottles[-1]
        if is_used_in_time(largest.volume_ml, routine, self.months_open):
            return ""
        limit = f"{self.months_open} months after opening"
        return f" The {largest.label} wouldn’t be used up in the {limit}."


def routine_table(
    *, title: str, sizes: Sequence[Size], ml: Decimal | None, months_open: int | None
) -> RoutineTable | None:
    """The table, or None for a product without a measured amount or without a volume."""
    bottles = [Bottle(size.label, size.volume_ml, size.price) for size in sizes if size.volume_ml]
    if not ml or not bottles:
        return None
    ordered = tuple(sorted(bottles, key=lambda bottle: bottle.volume_ml))
    return RoutineTable(title, ml, months_open, ordered)
