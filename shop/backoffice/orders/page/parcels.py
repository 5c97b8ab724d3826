"""The parcels of an order as its page shows them, with what may be done about each."""

from dataclasses import dataclass

from django.db.models import Prefetch

from shop.order import statuses
from shop.order.dispatch_holds import is_missing, missing_pieces
from shop.order.models import Order, Parcel, ParcelLine
from shop.order.not_sent import why_not_taken_back


@dataclass(frozen=True)
class ParcelRow:
    """A parcel that has left, and whether it may be taken back."""

    parcel: Parcel
    may_be_taken_back: bool

    @property
    def items(self) -> list[ParcelLine]:
        """What is in it."""
        return list(self.parcel.lines.all())


def parcels_of(order: Order) -> list[ParcelRow]:
    """All that weren't taken back, the first one first."""
    lines = Prefetch("lines", ParcelLine.objects.select_related("line"))
    found = order.parcels.sent().select_related("sent_by").prefetch_related(lines)
    return [ParcelRow(parcel, not why_not_taken_back(order, parcel)) for parcel in found]


def may_be_divided(order: Order, hold: str) -> bool:
    """Whether a part may leave: of several pieces, or without those that weren't found."""
    if order.status != statuses.PAID or hold and not is_missing(hold):
        return False
    missing = missing_pieces(order).total() if hold else 0
    pieces = sum(line.quantity_to_send for line in order.lines.all()) - missing
    return pieces > (0 if missing else 1)
