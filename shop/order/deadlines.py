"""Legal deadlines of an order, to deliver and to cancel it, and of a return, to refund it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from shop.statutory_periods import CANCEL_WITHIN, DELIVER_WITHIN, REFUND_WITHIN, SEND_BACK_WITHIN


@dataclass(frozen=True)
class Deadlines:
    """`cancel_until` counts from a known delivery, else (`is_estimate`) from the last promised day.

    Of several parcels the last one counts (CCR 2013, reg. 30): no day was promised for that, so that it is
    None until the delivery is known.
    """

    deliver_by: date
    cancel_until: date | None
    is_estimate: bool


def promised_day(rule: Mapping[str, Sequence[str]]) -> date | None:
    """The last promised day in an order's stored delivery rule; None where nothing was promised."""
    days = rule.get("promised", [])
    return date.fromisoformat(days[-1]) if days else None


def deadlines(
    *, contract: date, delivered: date | None, promised: date | None, in_parts: bool = False
) -> Deadlines:
    """The day of the contract doesn't count, nor the day of delivery."""
    reached = delivered or (None if in_parts else promised)
    return Deadlines(
        deliver_by=contract + DELIVER_WITHIN,
        cancel_until=reached + CANCEL_WITHIN if reached else None,
        is_estimate=delivered is None,
    )


@dataclass(frozen=True)
class Clock:
    """The days of a return; `left` says whether items of it have left the shop, `waits` whether others
    haven't, and are still to be refunded.
    """

    told: date
    posted: date | None = None
    arrived: date | None = None
    is_claim: bool = False
    left: bool = True
    waits: bool = False


class Urgency(Enum):
    """How near a last day is."""

    CALM = "calm"
    AMBER = "amber"  # from the tenth of 14 days
    RED = "red"  # from the thirteenth


def send_back_by(clock: Clock) -> date | None:
    """The buyer's last day to send cancelled items back; None where nothing has to come back."""
    return clock.told + SEND_BACK_WITHIN if clock.left and not clock.is_claim else None


def refund_by(clock: Clock) -> date | None:
    """The shop's last day to refund; None while cancelled items are still with their buyer.

    Items back, or proof that they were posted, whichever is first; the notice where nothing has to come back,
    or as long as something that never left waits for its refund.
    """
    if send_back_by(clock) is None:
        return clock.told + REFUND_WITHIN
    events = [day for day in (clock.posted, clock.arrived) if day]
    if not events:
        return None
    return (clock.told if clock.waits else min(events)) + REFUND_WITHIN


def last_day(clock: Clock) -> date:
    """The day by which the shop refunds or, before that, the buyer sends back."""
    return refund_by(clock) or send_back_by(clock) or clock.told + REFUND_WITHIN


def urgency(last: date, today: date) -> Urgency:
    """Amber from day 10 of 14, red from day 13 and after the last day."""
    if today >= last - timedelta(days=1):
        return Urgency.RED
    return Urgency.AMBER if today >= last - timedelta(days=4) else Urgency.CALM
