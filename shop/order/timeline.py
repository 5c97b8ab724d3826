"""The timeline of an order: placed, paid, sent, delivered.

There is no step for packing: nobody notes when a parcel is packed, and the page must not guess.
"""

from dataclasses import dataclass
from datetime import date

from shop.london import london
from shop.order import statuses
from shop.order.models import Order
from shop.shipping.dates import LONDON
from shop.shipping.promise import sent_by

REACHED = {  # how many of the four steps are done
    statuses.PENDING: 1,
    statuses.PAID: 2,
    statuses.DISPATCHED: 3,
    statuses.DELIVERED: 4,
}


@dataclass(frozen=True)
class Step:
    """One step; `words` is its day or what is expected, `url` leads to the carrier's page."""

    name: str
    words: str
    is_done: bool
    is_next: bool = False
    url: str = ""


def timeline(order: Order, *, expected: str) -> list[Step]:
    """Empty for an order that is cancelled or looked into; `expected` has the promised days in words."""
    done = REACHED.get(order.status)
    if done is None:
        return []
    days = _days(order)
    steps = [
        ("Placed", _on(days["placed"])),
        ("Paid" if order.total_incl_tax else "Confirmed", _on(days["paid"]) or "Waiting for your payment"),
        ("Sent", _on(days["sent"]) or _part_sent(order) or _to_be_sent(order, days["paid"])),
        ("Delivered", _on(days["delivered"]) or _expected(order, expected)),
    ]
    return [
        Step(name, words, place < done, place == done, order.tracking_url if name == "Sent" else "")
        for place, (name, words) in enumerate(steps)
    ]


def _days(order: Order) -> dict[str, date | None]:
    """The London day of each step that has happened."""
    noted = sorted(order.status_changes.all(), key=lambda change: change.date_created, reverse=True)
    changes = {change.new_status: change.date_created for change in noted}  # the first time of each counts
    was_sent = order.status in statuses.RECEIVED  # a parcel may have been taken back
    moments = {
        "placed": order.date_placed,
        "paid": changes.get(statuses.PAID) or (order.date_placed if order.status in statuses.SOLD else None),
        "sent": order.dispatched_at or (changes.get(statuses.DISPATCHED) if was_sent else None),
        "delivered": changes.get(statuses.DELIVERED),
    }
    return {name: moment.astimezone(LONDON).date() if moment else None for name, moment in moments.items()}


def _on(day: date | None) -> str:
    return london(day, "%a %-d %b") if day else ""


def _part_sent(order: Order) -> str:
    return "A part of it is on its way; we’ll email you when the rest leaves" if order.is_part_sent else ""


def _expected(order: Order, expected: str) -> str:
    """What was promised for the order says nothing of its last parcel."""
    if order.goes_in_parts:
        return "When the last parcel has reached you"
    return f"Expected {expected}" if expected else ""


def _to_be_sent(order: Order, paid: date | None) -> str:
    """When it leaves, counted from the order as the promise was."""
    news = "We’ll email you the tracking number"
    return f"By {_on(sent_by(order.date_placed))}. {news}" if paid else news
