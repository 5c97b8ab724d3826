"""The promised days of delivery, and whether they still hold."""

from datetime import date

from shop.order.models import Order
from shop.shipping.dates import LONDON, wording
from shop.shipping.promise import sent_by


def delivery_dates(order: Order) -> str:
    """The promised days of delivery in words, as the buyer saw them; empty where none were promised."""
    days = [date.fromisoformat(day) for day in order.delivery_rule.get("promised", [])]
    return wording(*days) if len(days) == 2 else ""


def keeps_promise(order: Order) -> bool:
    """Whether the one parcel left on the day that was counted on, so that the promised days still hold."""
    left = order.dispatched_at
    counted_on = sent_by(order.date_placed)
    return left is not None and not order.goes_in_parts and left.astimezone(LONDON).date() <= counted_on
