"""What the receipt of a cancellation says: what we stopped, what has to come back, and by when."""

from typing import Any

from django.utils import timezone

from shop.order.cancellations import cancellable
from shop.order.cancelled_pieces import cancelled_pieces, still_to_come
from shop.order.deadlines import Clock, refund_by, send_back_by
from shop.order.models import CancellationNotice


def receipt_of(notice: CancellationNotice) -> dict[str, Any]:
    """The email's context, as things stand now.

    `stopped` and `sent` are pairs of a quantity and a title. `is_whole` says whether nothing of the order is
    left to cancel, so that its delivery is refunded, too; `rest_comes` whether other items will still leave.
    """
    parts, told = cancelled_pieces(notice), timezone.localdate(notice.received_at)
    return {
        "notice": notice,
        "stopped": [(part.stopped, part.line.title) for part in parts if part.stopped],
        "sent": [(part.sent, part.line.title) for part in parts if part.sent],
        "is_whole": not cancellable(notice.order),
        "rest_comes": bool(still_to_come(notice.order)),
        "send_back_by": send_back_by(Clock(told=told)),
        "refund_by": refund_by(Clock(told=told, left=False)),
    }
