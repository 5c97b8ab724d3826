"""Order and line statuses and the moves between them. Plain constants."""

PENDING = "Pending payment"
PAID = "Paid"
DISPATCHED = "Dispatched"
DELIVERED = "Delivered"
CANCELLED = "Cancelled"
REVIEW = "Review"
WRITTEN_OFF = "Written off"  # not a status of orders: what becomes of a cancelled one's goods

# Paid, and not given up since: what is a sale, may be cancelled by its buyer, and is never unpaid.
SOLD = (PAID, DISPATCHED, DELIVERED)
RECEIVED = (DISPATCHED, DELIVERED)  # what was sent counts as received: the carrier tells us nothing

ORDER_PIPELINE: dict[str, tuple[str, ...]] = {
    PENDING: (PAID, CANCELLED, REVIEW),
    PAID: (DISPATCHED, CANCELLED, REVIEW),
    REVIEW: (PAID, CANCELLED),
    DISPATCHED: (DELIVERED,),
    DELIVERED: (),
    CANCELLED: (PAID, REVIEW),
}

# What staff may choose by hand. Money moves the rest: only a payment makes an order Paid, only
# its cancellation or refund makes it Cancelled; sending has a screen of its own.
STAFF_PIPELINE: dict[str, tuple[str, ...]] = {DISPATCHED: (DELIVERED,)}

LINE_OPEN = "Open"
LINE_DISPATCHED = "Dispatched"
LINE_CANCELLED = "Cancelled"

LINE_PIPELINE: dict[str, tuple[str, ...]] = {
    LINE_OPEN: (LINE_DISPATCHED, LINE_CANCELLED),
    LINE_DISPATCHED: (),
    LINE_CANCELLED: (),
}
