"""A return in words, for its buyer and for staff."""

from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects

from shop.caching.prepared_query import PreparedQuery
from shop.london import london
from shop.order.deadlines import refund_by
from shop.order.models import Order, Return
from shop.order.return_rows import Outcome, Reason

RETURNS = PreparedQuery(
    lambda order: Return.objects.filter(order=order).select_related("order", "notice").order_by("pk")
)
ENDED = {
    Outcome.REFUNDED: "We have refunded it.",
    Outcome.REPLACED: "We are replacing it.",
    Outcome.NOTHING_OWED: "It is settled without a refund.",
}


@dataclass(frozen=True)
class Told:
    """One return on its buyer's page: “On 1 December you cancelled: …. We refund it by 15 December.”"""

    day: date
    what: str
    progress: str


def told(order: Order) -> list[Told]:
    """Every return of the order, the first one first."""
    rows = RETURNS.read(order.pk)
    prefetch_related_objects(rows, "lines__line")
    return [Told(row.told_on, _what(row), progress(row)) for row in rows]


def _what(row: Return) -> str:
    items = pieces_of(row) or (row.notice.items if row.notice else "")
    if row.notice:
        return f"you cancelled: {items}"
    return f"you told us that something is wrong ({row.get_reason_display().lower()}): {items}"


def progress(row: Return) -> str:
    """Where it stands, and by when the money comes."""
    if row.settled_at:
        return f"{ENDED.get(Outcome(row.outcome), 'It is settled.')} {row.outcome_note}".strip()
    day, comes = refund_by(row.clock), london(row.due_on)
    if row.arrived_on and day:
        return (
            f"It arrived on {london(row.arrived_on)}. We refund what we owe you by {comes}, the way you paid."
        )
    if row.posted_on and day:
        return f"We have your proof of posting. We refund you by {comes}, the way you paid."
    if row.clock.is_claim:
        lost = "" if row.reason == Reason.LOST else " Please keep what you have until then."
        return f"We answer by {comes}, with your money back or a new item.{lost}"
    if day:
        return f"We refund you by {comes}, the way you paid. The receipt is in your email."
    if row.clock.waits:
        return f"Please send back what has reached you by {comes}. We refund by then what we hadn’t sent."
    return f"Please send it back by {comes}. The receipt is in your email."


def pieces_of(row: Return) -> str:
    """“2 × Sunflower oil, 100 ml; 1 × Muslin cloths”, whatever became of them."""
    counted: dict[str, int] = {}
    for part in row.lines.all():
        counted[part.line.title] = counted.get(part.line.title, 0) + part.quantity
    return "; ".join(f"{quantity} × {title}" for title, quantity in counted.items())
