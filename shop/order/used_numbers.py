"""A tracking number belongs to one parcel: with another's, a buyer would follow a stranger's parcel."""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from shop.order.models import Order, Parcel

USED_AGAIN_AFTER: Final = timedelta(days=365)  # carriers give old numbers out anew


def used_elsewhere(number: str, *, order: Order) -> str:
    """Why this order's parcel can't have the number, for staff; empty where it can.

    Two orders to one address may leave in one parcel.
    """
    since = timezone.now() - USED_AGAIN_AFTER
    parcels = Parcel.objects.sent().filter(tracking_number=number, sent_at__gte=since).exclude(order=order)
    if not number or not parcels:
        return ""
    others = Order.objects.filter(pk__in=[parcel.order_id for parcel in parcels])
    for other in others.select_related("shipping_address").order_by("-pk"):
        if _place(other) != _place(order):
            return f"Order {other.number} left with this number. Scan the label of this parcel."
    return ""


def _place(order: Order) -> tuple[str, str]:
    """The first line and the postcode, however they were typed."""
    address = order.shipping_address
    if address is None:
        return "", ""
    return address.line1.strip().casefold(), (address.postcode or "").replace(" ", "").upper()
