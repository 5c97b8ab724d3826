"""A tracking number belongs to one parcel: with another's, a buyer would follow a stranger's parcel."""

from collections.abc import Collection
from datetime import timedelta
from typing import Final

from django.utils import timezone

from shop.integrity.named_locks import lock_names
from shop.order.models import Order, Parcel

USED_AGAIN_AFTER: Final = timedelta(days=365)  # carriers give old numbers out anew


class UsedNumbers:
    """The parcels that left with one of these numbers, read once for all of them."""

    def __init__(self, numbers: Collection[str]) -> None:
        since = timezone.now() - USED_AGAIN_AFTER
        given = {number for number in numbers if number}
        parcels = Parcel.objects.sent().filter(tracking_number__in=given, sent_at__gte=since)
        found = parcels.select_related("order__shipping_address").order_by("-order", "-pk")
        self._parcels = list(found) if given else []

    def taken(self, number: str, *, order: Order) -> str:
        """Why this order's parcel can't have the number, for staff; empty where it can.

        Two orders to one address may leave in one parcel.
        """
        for parcel in self._parcels:
            is_another = parcel.tracking_number == number and parcel.order_id != order.pk
            if is_another and _place(parcel.order) != _place(order):
                return f"Order {parcel.order.number} left with this number. Scan the label of this parcel."
        return ""


def lock_number(number: str, *, order: Order) -> str:
    """The same for one number, which no parcel gets elsewhere until the caller's transaction ends."""
    if not number:
        return ""
    lock_names([f"tracking:{number}"])
    return UsedNumbers([number]).taken(number, order=order)


def _place(order: Order) -> tuple[str, str]:
    """The first line and the postcode, however they were typed."""
    address = order.shipping_address
    if address is None:
        return "", ""
    return address.line1.strip().casefold(), (address.postcode or "").replace(" ", "").upper()
