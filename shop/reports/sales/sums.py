"""What the figures of sales add up. Pure; all amounts are whole pence with VAT, but for `net`."""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from typing import Final

WEEK, MONTH = "week", "month"
STEPS: Final = ("day", WEEK, MONTH)


@dataclass(frozen=True)
class Sums:
    """`items` is before discounts; `vat` is what is left of it after refunds."""

    orders: int = 0
    pieces: int = 0
    items: int = 0
    discounts: int = 0
    delivery: int = 0
    given_back: int = 0
    vat: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))

    def __sub__(self, other: "Sums") -> "Sums":
        return Sums(*(mine - theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))

    @property
    def takings(self) -> int:
        """What was paid and not given back."""
        return self.items - self.discounts + self.delivery - self.given_back

    @property
    def net(self) -> int:
        """The takings without VAT."""
        return self.takings - self.vat


def together(rows: Iterable[Sums]) -> Sums:
    """All rows as one."""
    return sum(rows, Sums())


def begins(day: date, step: str) -> date:
    """The first day of its week (a Monday) or month; the day itself."""
    if step == WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step == MONTH else day


def rolled_up(days: Mapping[date, Sums], step: str) -> dict[date, Sums]:
    """By day, week or month, from the first to the last sale; those between without any stand at nothing."""
    rows: dict[date, Sums] = {}
    first, last = min(days, default=date.min), max(days, default=date.min)
    for place in range((last - first).days + 1 if days else 0):
        day = first + timedelta(days=place)
        key = begins(day, step)
        rows[key] = rows.get(key, Sums()) + days.get(day, Sums())
    return rows
