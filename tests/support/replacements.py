"""Orders that were sent, and what replaces them."""

import uuid
from typing import Any

from shop.accounts.models import User
from shop.order.kinds import FreeReason
from shop.order.models import Order
from shop.order.replacements import Asked, replace
from tests.support.packing import send
from tests.support.purchases import a_paid_order


def a_sent_order(*products: Any, **more: Any) -> Order:
    """Paid and sent."""
    order = a_paid_order(*products, **more)
    send(order)
    order.refresh_from_db()
    return order


def replaced(order: Order, by: User, pieces: int = 1, **more: Any) -> Order:
    """Its first line replaced."""
    line = order.lines.order_by("pk")[0]
    given = {"reason": FreeReason.LOST, "key": uuid.uuid4(), **more}
    return replace(order=order, asked=Asked({line.pk: pieces}, by=by, **given))
