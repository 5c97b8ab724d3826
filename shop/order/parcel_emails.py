"""What an email about a parcel says: what is in it, what follows it, and the days that were promised."""

from typing import Any

from shop.order.cancelled_pieces import still_to_come
from shop.order.delivery_dates import delivery_dates, keeps_promise
from shop.order.items import everything_in, items_in
from shop.order.models import Order


def about_parcel(order: Order, key: int | None) -> dict[str, Any]:
    """A parcel that was marked as sent, and hasn’t left after all."""
    parcel = order.parcels.get(pk=key)
    others = order.parcels.sent().exclude(pk=key)
    return {
        "parcel": parcel,
        "is_one_of_several": others.exists(),
        "in_parcel": items_in(parcel),
        "is_stopped": not still_to_come(order),
    }


def about_sent_parcel(order: Order, key: int | None) -> dict[str, Any]:
    """Emails queued before orders had several parcels name none: they are about the last one."""
    parcels = order.parcels.sent()
    parcel = order.parcels.get(pk=key) if key else parcels.last()
    is_part = order.is_part_sent
    return {
        "parcel": parcel,
        "left_at": parcel.sent_at if parcel else order.dispatched_at,
        "tracking_number": parcel.tracking_number if parcel else order.tracking_number,
        "tracking_url": parcel.tracking_url if parcel else order.tracking_url,
        "in_parcel": items_in(parcel) if parcel else everything_in(order),
        "is_part": is_part,
        "to_follow": _to_follow(order) if is_part else [],
        "is_last_of_several": not is_part and parcels.count() > 1 and parcel == parcels.last(),
        "dates": delivery_dates(order) if keeps_promise(order) else "",
    }


def _to_follow(order: Order) -> list[tuple[int, str]]:
    """Quantities and titles of what leaves later; what the buyer has cancelled meanwhile doesn't."""
    coming = still_to_come(order)
    return [(coming[line.pk], line.title) for line in order.lines.order_by("pk") if line.pk in coming]
