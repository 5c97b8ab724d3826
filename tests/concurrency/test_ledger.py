"""Eight buyers, a packer and a receiver at once: the movements add up, and nothing is sold twice."""

from threading import Barrier

import pytest

from shop.order import dispatch
from shop.order.batches import Packed
from shop.partner import stock
from shop.partner.models import StockRecord
from shop.partner.movements import Kind
from tests.concurrency.rivals import buyer, together
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order
from tests.support.shelf import a_batch, adds_up, record_of

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
BUYERS, ROUNDS, DELIVERED = 8, 4, 3


def test_the_sums_hold_under_buyers_a_packer_and_a_receiver() -> None:
    oil = a_product(stock=0)
    batch = a_batch(oil, pieces=10)
    orders = [a_paid_order(oil, email=f"b{number}@example.com") for number in range(ROUNDS)]
    pk = record_of(oil).pk

    def packer() -> None:
        for order in orders:
            packed = [Packed(order.lines.get().pk, batch.pk, 1)]
            dispatch.dispatch_order(order=order, tracking_number="", batches=packed)

    def receiver() -> None:
        for _ in range(ROUNDS):
            entry = stock.Entry(Kind.RECEIVED)
            stock.adjust(record_id=pk, pieces=DELIVERED, batch_id=batch.pk, entry=entry)

    *got, packed, received = together(*[buyer(pk, ROUNDS)] * BUYERS, packer, receiver)
    assert (packed, received) == (None, None)
    record = record_of(oil)
    assert adds_up(oil)
    assert record.num_in_stock == 10 + ROUNDS * DELIVERED - len(orders)
    assert record.num_allocated == sum(got) <= record.num_in_stock


def test_without_the_ledger_a_delivery_would_be_lost() -> None:
    """The control: two colleagues write the total that they have read."""
    oil = a_product(stock=0)
    pk, both_have_read = record_of(oil).pk, Barrier(2)

    def receive() -> None:
        read = StockRecord.objects.values_list("num_in_stock", flat=True).get(pk=pk) or 0
        both_have_read.wait(timeout=10)
        StockRecord.objects.filter(pk=pk).update(num_in_stock=read + DELIVERED)

    together(receive, receive)
    assert record_of(oil).num_in_stock == DELIVERED
