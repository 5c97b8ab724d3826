"""Returns and claims of an order, as its buyer makes them."""

from typing import Any

from shop.order.cancellations import cancellable
from shop.order.models import Return
from shop.order.return_rows import Reason, State
from shop.order.returns.steps import Arrived
from shop.order.returns.take import Said, take_return


def a_return(order: Any, reason: Reason = Reason.CHANGED_MIND, *, pieces: int = 0, words: str = "") -> Return:
    """All that is left of the order, or so many pieces of its first line."""
    chosen = [(line, pieces or left) for line, left in cancellable(order)]
    return take_return(order=order, chosen=chosen[:1] if pieces else chosen, said=Said(reason, words))


def back(row: Return, state: State = State.SEALED, pieces: int = 0) -> list[Arrived]:
    """What is still to come, or so many pieces of its first row, in one state."""
    waiting = row.lines.filter(state="")
    parts = [Arrived(part.pk, pieces or part.quantity, state) for part in waiting]
    return parts[:1] if pieces else parts
