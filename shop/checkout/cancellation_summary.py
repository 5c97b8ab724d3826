"""Summary of a cancellation on the order's page: how much is refunded, and by when."""

from dataclasses import dataclass

from shop.london import london
from shop.money import from_pence
from shop.order import statuses
from shop.order.cancellations import cancellable, cancelled_quantities
from shop.order.models import Order
from shop.order.return_rows import Kind
from shop.payment.services import delivery_owed, price_of, refunded_pieces

RECEIVED = "We have your cancellation"
BACK, POSTED = "Your return has arrived", "We have your proof of posting"
STOPPED = "If it hasn’t been sent, we’ve stopped it."
PART_STOPPED = "If that part hasn’t been sent, we’ve stopped it. You’ll still get the rest."


@dataclass(frozen=True)
class Cancelled:
    """The heading and the sentence of the summary."""

    heading: str
    text: str


def cancelled(order: Order) -> Cancelled | None:
    """None where there is no notice, or all are settled."""
    row = order.returns.filter(settled_at=None, kind=Kind.CANCELLATION).order_by("-pk").first()
    if row is None:
        return None
    owed = _owed(order)
    day = london(row.due_on, "%-d %B")
    if row.arrived_on or row.posted_on:
        return Cancelled(BACK if row.arrived_on else POSTED, f"We’ll refund you by {day}, the way you paid.")
    if not owed:  # a notice from before quantities were noted, or refunded already
        return Cancelled(RECEIVED, f"{STOPPED} We’ll refund you within 14 days.")
    amount = f"£{from_pence(owed)}"
    if not row.has_left and order.status == statuses.PAID:
        is_part = bool(cancellable(order))
        heading = "Part of your order is cancelled." if is_part else "Cancelled."
        back = f"{amount} goes back the way you paid by {day}."
        return Cancelled(f"{heading} {back}", PART_STOPPED if is_part else STOPPED)
    items = "what has reached you" if row.waits else "the items"
    text = (
        f"Please send {items} back by {day}. We’ll refund {amount} the way you paid within 14 days of "
        "getting them back, or of your proof of postage."
    )
    return Cancelled(RECEIVED, text)


def _owed(order: Order) -> int:
    """Pence that are still to be refunded; with delivery where the whole order is cancelled."""
    gone = cancelled_quantities(order)
    lines = [(line, gone.get(line.pk, 0) - refunded_pieces(line)) for line in order.lines.all()]
    items = sum(price_of(line, quantity) for line, quantity in lines if quantity > 0)
    return items if cancellable(order) else items + delivery_owed(order)
