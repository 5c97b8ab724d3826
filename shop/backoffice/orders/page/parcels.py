"""The parcels of an order as its page shows them, with what may be done about each."""

from dataclasses import dataclass

from django.db.models import Prefetch

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
