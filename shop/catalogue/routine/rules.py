"""How long a bottle lasts at so many massages a week, and what a week costs. Pure.

`static/js/routine.js` follows the same rules in the browser; a browser test compares the two.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from shop.money import round_penny

DAYS_A_MONTH = Decimal(365) / 12
ENOUGH_DAYS = 28
WEEKS_FROM, MONTHS_FROM = 14, 70  # days from which a time is told in weeks, and in months


@dataclass(frozen=True)
class Routine:
    """`ml` of oil for one massage (above 0, tenths) and massages a week (from 1)."""

    ml: Decimal
    times: int

    @property
    def ml_a_week(self) -> Decimal:
        return self.ml * self.times


def days_lasting(volume_ml: int, routine: Routine) -> int:
    """Whole days until a bottle is empty."""
    return int((volume_ml * 7 / routine.ml_a_week).to_integral_value(ROUND_FLOOR))


def is_used_in_time(volume_ml: int, routine: Routine, months_open: int | None) -> bool:
    """Whether the bottle is empty before its months after opening end; always, where there is no limit."""
    return not months_open or days_lasting(volume_ml, routine) <= months_open * DAYS_A_MONTH


def cost_a_week(price: Decimal, volume_ml: int, routine: Routine, months_open: int | None) -> Decimal:
    """Pounds a week. What is left when the months after opening end is thrown away, so it counts, too."""
    if is_used_in_time(volume_ml, routine, months_open):
        return round_penny(price * routine.ml_a_week / volume_ml)
    return round_penny(price * 7 / ((months_open or 0) * DAYS_A_MONTH))


def smallest_enough(volumes: Iterable[int], routine: Routine) -> int | None:
    """The smallest volume that lasts four weeks, or None where none does."""
    lasting = [volume for volume in volumes if days_lasting(volume, routine) >= ENOUGH_DAYS]
    return min(lasting, default=None)


def in_words(days: int) -> str:
    """“12 days”, “about 6 weeks”, “about 4 months”; never longer than it is."""
    if days < WEEKS_FROM:
        return "1 day" if days == 1 else f"{days} days"
    if days < MONTHS_FROM:
        return f"about {days // 7} weeks"
    return f"about {int(days / DAYS_A_MONTH)} months"
