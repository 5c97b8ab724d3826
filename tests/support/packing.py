"""Dispatches orders with a batch for each cosmetic."""

from datetime import date
from typing import Any

from shop.catalogue.models import Batch
from shop.order.batches import Packed, needs_batch
from shop.order.dispatch import dispatch_order
from shop.order.models import Order


def a_batch(product: Any, number: str = "L2611", *, quantity: int = 50, **fields: Any) -> Batch:
    """A batch in the house; the same one when it is there already."""
    given = {"received_at": date(2026, 11, 1), "quantity": quantity, **fields}
    return Batch.objects.get_or_create(product=product, number=number, defaults=given)[0]


def packed_for(order: Any) -> list[Packed]:
    """One batch for each line that needs one."""
    lines = Order.objects.get(pk=order.pk).lines.select_related("product")
    return [
        Packed(line.pk, a_batch(line.product).pk, line.quantity_to_send)
        for line in lines
        if needs_batch(line)
    ]


def send(order: Any, tracking_number: str = "RM1") -> None:
    """The parcel leaves."""
    dispatch_order(order=order, tracking_number=tracking_number, batches=packed_for(order))
