"""Whether a page may name a former price beside a lowered one. Pure.

CAP Code 3.40 and the CTSI’s guidance: “was” names the genuine, most recent, established selling price. Ours
is that only if it was asked for 28 days in a row immediately before, if something was sold at it, and as
long as the lowered price hasn’t lasted longer than it did.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

ESTABLISHED = timedelta(days=28)
SHOWN_AT_LEAST = timedelta(minutes=1)  # a price that was corrected at once was nobody’s price


@dataclass(frozen=True)
class AskedPrice:
    """What one item cost everybody, offers included, from a moment on."""

    price: Decimal
    since: datetime


@dataclass(frozen=True)
class FormerPrice:
    """A price that may be named if something was sold at it between `since` and `until`."""

    price: Decimal
    since: datetime
    until: datetime


def former_price(
    changes: Sequence[AskedPrice], *, price: Decimal, end_of_day: datetime
) -> FormerPrice | None:
    """The price before the present one if it was long enough, or None.

    `changes` in order of time; `price` is what pages show now. A price that isn’t the last one of the history
    allows nothing: the history isn’t complete. `end_of_day` is when today ends: the answer holds all day.
    """
    periods = _periods(changes)
    if len(periods) < 2 or periods[-1].price != price:
        return None
    before, now = periods[-2:]
    held, lowered = now.since - before.since, end_of_day - now.since
    if price >= before.price or held < ESTABLISHED or lowered > held:
        return None
    return FormerPrice(before.price, before.since, now.since)


def _periods(changes: Iterable[AskedPrice]) -> list[AskedPrice]:
    """The changes without repeats, and without prices that were corrected at once."""
    periods: list[AskedPrice] = []
    for change in changes:
        if periods and change.since - periods[-1].since < SHOWN_AT_LEAST:
            periods.pop()
        if not periods or periods[-1].price != change.price:
            periods.append(change)
    return periods
