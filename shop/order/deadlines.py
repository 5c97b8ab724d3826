"""Legal deadlines of an order: the last day to deliver it and the last day to cancel it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shop.statutory_periods import CANCEL_WITHIN, DELIVER_WITHIN


@dataclass(frozen=True)
class Deadlines:
    """`cancel_until` counts from a known delivery, else (`is_estimate`) from the last promised day."""

    deliver_by: date
    cancel_until: date | None
    is_estimate: bool


def promised_day(rule: Mapping[str, Sequence[str]]) -> date | None:
    """The last promised day in an order's stored delivery rule; None where nothing was promised."""
    days = rule.get("promised", [])
    return date.fromisoformat(days[-1]) if days else None


def deadlines(*, contract: date, delivered: date | None, promised: date | None) -> Deadlines:
    """The day of the contract doesn't count, nor the day of delivery."""
    reached = delivered or promised
    return Deadlines(
        deliver_by=contract + DELIVER_WITHIN,
        cancel_until=reached + CANCEL_WITHIN if reached else None,
        is_estimate=delivered is None,
    )
