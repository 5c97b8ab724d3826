"""Of what buyers cancelled, how much had left the shop, and what of an order will still leave."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Sum

from shop.order import statuses
from shop.order.models import CancellationNotice, CancelledLine, Line, Order
from shop.order.return_rows import Outcome


@dataclass(frozen=True)
class CancelledPieces:
    """Of one line and one notice: `stopped` pieces never left us; `sent` ones are on their way or arrived."""

    line: Line
    stopped: int
    sent: int


def cancelled_pieces(notice: CancellationNotice) -> list[CancelledPieces]:
    """What a notice cancels, by line: what never left comes first, and earlier notices before this one.

    A notice from before quantities were noted counts as one of all that was ordered.
    """
    order, asked = notice.order, {row.line_id: row.quantity for row in notice.lines.all()}
    earlier = _noted(order, before=notice)
    lines = order.lines.order_by("pk")
    return [
        _split(order, line, asked.get(line.pk, line.quantity), earlier[line.pk])
        for line in lines
        if line.pk in asked or not asked
    ]


def _noted(order: Order, *, before: CancellationNotice) -> Counter[int]:
    """The pieces of each line that earlier notices cancelled."""
    rows = CancelledLine.objects.filter(notice__order=order, notice__lt=before).order_by()
    return Counter(dict(rows.values_list("line").annotate(Sum("quantity"))))


def _split(order: Order, line: Line, asked: int, earlier: int) -> CancelledPieces:
    sent = line.quantity_not_withdrawn if order.has_left else line.quantity_sent
    stopped = max(0, min(asked, line.quantity - sent - earlier))
    return CancelledPieces(line, stopped, asked - stopped)


@dataclass(frozen=True)
class Cancelled:
    """Pieces by line: `open` waits for its refund, `refunded` has had it."""

    open: Counter[int]
    refunded: Counter[int]

    def of(self, line: Line) -> int:
        """All that is cancelled of a line, by notices or because it couldn't be sent."""
        done = max(line.quantity_withdrawn, self.refunded[line.pk])
        return min(int(line.quantity), done + self.open[line.pk])


def cancelled_of(order: Order) -> Cancelled:
    """In one query. What is sent all the same, or was settled without a refund, isn't cancelled any more."""
    rows = CancelledLine.objects.filter(notice__order=order).order_by()
    found = Cancelled(Counter(), Counter())
    for line, quantity, outcome, sent_anyway in rows.values_list(
        "line", "quantity", "notice__outcome", "notice__send_anyway_at"
    ):
        if outcome == Outcome.REFUNDED:
            found.refunded[line] += quantity
        elif not outcome and not sent_anyway:
            found.open[line] += quantity
    return found


def still_to_come(order: Order, cancelled: Cancelled | None = None) -> Counter[int]:
    """The pieces of each line that a paid order will still send."""
    if order.status not in (statuses.PAID, statuses.REVIEW):
        return Counter()
    gone = (cancelled or cancelled_of(order)).open
    left = {line.pk: line.quantity_to_send - gone[line.pk] for line in order.lines.all()}
    return Counter({pk: pieces for pk, pieces in left.items() if pieces > 0})
