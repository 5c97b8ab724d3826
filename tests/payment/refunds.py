"""Refunds as staff make them here, as colleagues make them at Stripe, and what they leave."""

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from shop.order.dispatch import dispatch_order
from shop.payment.models import Refund, SimulatedObject
from shop.payment.services import RefundQuantity, RefundRequest, refund_payment
from shop.payment.simulator import refunds
from tests.support.packing import packed_for
from tests.support.purchases import the_payment

REFUNDS = "/v1/refunds"


def give_back(order: Any, amount: int, *pieces: RefundQuantity, key: uuid.UUID | None = None) -> Refund:
    attempt = the_payment(order)
    return refund_payment(
        attempt=attempt, key=key or uuid.uuid4(), amount=amount, asked=RefundRequest(), pieces=pieces
    )


def at_stripe(order: Any, amount: int) -> str:
    """A refund that is made in Stripe’s dashboard."""
    found = refunds.create(
        params={"payment_intent": the_payment(order).intent_id or "", "amount": str(amount)}
    )
    return str(found["id"])


def made_at_stripe() -> int:
    return SimulatedObject.objects.filter(kind="refund").count()


def status_of(order: Any) -> str:
    order.refresh_from_db()
    return str(order.status)


def stock_of(product: Any) -> tuple[int, int]:
    record = product.stockrecords.get()
    return record.num_in_stock, record.num_allocated


def sent(order: Any) -> Any:
    dispatch_order(order=order, tracking_number="", batches=packed_for(order))
    return order


def later(**gone: int) -> None:
    """As if so much time had passed since the refunds were asked for."""
    back = timezone.now() - timedelta(**gone)
    Refund.objects.update(updated_at=back, created_at=back)
