"""Loads two returns to try the screens with: a change of mind and a bottle that leaks."""

from typing import Final

from django.conf import settings
from django.db import transaction

from shop.catalogue.models import Product
from shop.demo.purchases import buy
from shop.order.batches import Packed, proposal
from shop.order.dispatch import dispatch_order
from shop.order.models import Order, Return
from shop.order.return_rows import Reason
from shop.order.returns.take import Said, take_return

SAID: Final = {
    "PS-EMO-100": Said(),
    "PS-JOJ-050": Said(reason=Reason.FAULTY, words="The pump leaks."),
}


def load_returns() -> int:
    """Buy, send and take back, unless there are returns; returns how many."""
    if settings.PAYMENTS != "simulated" or Return.objects.exists():
        return 0
    return sum(_load(sku, said) for sku, said in SAID.items())


@transaction.atomic
def _load(sku: str, said: Said) -> bool:
    order = buy(Product.objects.get(upc=sku))
    if order is None:
        return False
    _send(order)
    take_return(order=order, chosen=[(order.lines.get(), 1)], said=said)
    return True


def _send(order: Order) -> None:
    line = order.lines.get()
    packed = [Packed(line.pk, batch.pk, pieces) for batch, pieces in proposal(line)]
    dispatch_order(order=order, tracking_number="AB123456785GB", batches=packed)
