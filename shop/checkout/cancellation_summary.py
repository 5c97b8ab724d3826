"""Summary of a cancellation on the order's page: how much is refunded, and by when."""

from dataclasses import dataclass
from decimal import Decimal

from shop.london import london
from shop.money import from_pence
from shop.order.cancellations import cancellable, cancelled_quantities
from shop.order.models import Order, Return
from shop.order.return_rows import Kind
from shop.payment.services import delivery_owed, price_of, refunded_pieces

RECEIVED = "We have your cancellation"
BACK, POSTED = "Your return has arrived", "We have your proof of posting"
STOPPED = "It hadn’t left us, so we’ve stopped it."
PART_STOPPED = "That part hadn’t left us, so we’ve stopped it. You’ll still get the rest."


@dataclass(frozen=True)
class CancellationSummary:
    """The heading and the sentence of the summary; `to_refund` is in pounds, None where it isn't known."""

    heading: str
    text: str
    to_refund: Decimal | None = None
    is_to_come_back: bool = False


def cancelled(order: Order, *, rest_comes: bool) -> CancellationSummary | None:
    """None where there is no notice, or all are settled; `rest_comes` if other items will still leave."""
    row = order.returns.filter(settled_at=None, kind=Kind.CANCELLATION).order_by("-pk").first()
    if row is None:
        return None
    day = london(row.due_on, "%-d %B")
    if row.arrived_on or row.posted_on:
        heading = BACK if row.arrived_on else POSTED
        return CancellationSummary(heading, f"We’ll refund you by {day}, the way you paid.")
    owed = _owed(order)
    return (
        _to_send_back(row, day, owed) if row.has_left else _stopped(order, day, owed, rest_comes=rest_comes)
    )


def _stopped(order: Order, day: str, owed: int, *, rest_comes: bool) -> CancellationSummary:
    """Nothing of it has left. Without an amount it was refunded already, or its quantities weren't noted."""
    text = PART_STOPPED if rest_comes else STOPPED
    if not owed:
        return CancellationSummary(RECEIVED, f"{text} We’ll refund you by {day}.")
    amount = from_pence(owed)
    heading = "Part of your order is cancelled." if cancellable(order) else "Cancelled."
    heading = f"{heading} £{amount} goes back the way you paid by {day}."
    return CancellationSummary(heading, text, amount)


def _to_send_back(row: Return, day: str, owed: int) -> CancellationSummary:
    """The buyer has it, or will have; of an order that left in part, perhaps not all of it."""
    amount = from_pence(owed) if owed else None
    sum_of_money = f"£{amount}" if amount else "you"
    items = "what has reached you" if row.waits else "the items"
    stopped = f" What hadn’t left us we’ve stopped, and refund by {day}." if row.waits else ""
    text = (
        f"Please send {items} back by {day}; you pay for the parcel. We’ll refund {sum_of_money} the way you "
        f"paid within 14 days of getting them back, or of your proof of postage.{stopped}"
    )
    return CancellationSummary(RECEIVED, text, amount, is_to_come_back=True)


def _owed(order: Order) -> int:
    """Pence that are still to be refunded; with delivery where the whole order is cancelled."""
    gone = cancelled_quantities(order)
    lines = [(line, gone.get(line.pk, 0) - refunded_pieces(line)) for line in order.lines.all()]
    items = sum(price_of(line, quantity) for line, quantity in lines if quantity > 0)
    return items if cancellable(order) else items + delivery_owed(order)
