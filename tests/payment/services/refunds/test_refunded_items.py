"""Refunded items are taken out of the parcel or put back into stock once, even if the refund fails."""

import uuid

import pytest

from shop.payment.models import Refund
from shop.payment.services import (
    CannotRefund,
    RefundQuantity,
    balance_of,
)
from shop.payment.simulator import refunds
from tests.payment.events import tell
from tests.payment.refunds import (
    at_stripe,
    give_back,
    sent,
    stock_of,
)
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db


def test_pieces_taken_back_before_sending_stay_out_of_the_parcel() -> None:
    product = a_product(stock=5)
    order = a_paid_order(product, quantity=3)
    line = order.lines.get()
    give_back(order, 1450, RefundQuantity(line, 1, restock=True))
    line.refresh_from_db()
    assert (line.quantity_to_send, stock_of(product)) == (2, (5, 2))
    sent(order)
    assert stock_of(product) == (3, 0)


def test_pieces_that_came_back_are_for_sale_again() -> None:
    product = a_product(stock=5)
    order = sent(a_paid_order(product, quantity=3))
    key = uuid.uuid4()
    for _ in range(2):
        give_back(order, 1450, RefundQuantity(order.lines.get(), 1, restock=True), key=key)
    tell("refund.updated", str(Refund.objects.get().refund_id))
    assert stock_of(product) == (3, 0)


def test_pieces_that_are_spoiled_are_not() -> None:
    product = a_product(stock=5)
    order = sent(a_paid_order(product, quantity=3))
    give_back(order, 1450, RefundQuantity(order.lines.get(), 1, restock=False))
    assert stock_of(product) == (2, 0)


def test_no_more_pieces_go_back_than_were_bought() -> None:
    order = sent(a_paid_order(quantity=2))
    give_back(order, 100, RefundQuantity(order.lines.get(), 2, restock=False))
    with pytest.raises(CannotRefund, match="0 can"):
        give_back(order, 100, RefundQuantity(order.lines.get(), 1, restock=False))


def test_goods_of_a_refused_refund_stay_where_they_are() -> None:
    product = a_product(stock=5)
    order = sent(a_paid_order(product, quantity=3))
    at_stripe(order, balance_of(order).received)
    give_back(order, 1450, RefundQuantity(order.lines.get(), 1, restock=True))
    assert stock_of(product) == (2, 0)


def test_pieces_of_a_refund_that_falls_through_are_taken_back_once() -> None:
    product = a_product(stock=5)
    order = sent(a_paid_order(product, quantity=3))
    refunds.expect("pending")
    refund = give_back(order, 1450, RefundQuantity(order.lines.get(), 1, restock=True))
    refunds.finish(str(refund.refund_id), "failed")
    tell("refund.failed", str(refund.refund_id))
    give_back(order, 1450, RefundQuantity(order.lines.get(), 1, restock=True))
    assert stock_of(product) == (3, 0)
    give_back(order, 1450, RefundQuantity(order.lines.get(), 1, restock=True))
    assert stock_of(product) == (4, 0)


def test_before_sending_they_leave_the_parcel_once() -> None:
    product = a_product(stock=5)
    order = a_paid_order(product, quantity=3)
    refunds.expect("pending")
    refund = give_back(order, 1450, RefundQuantity(order.lines.get(), 1, restock=True))
    refunds.finish(str(refund.refund_id), "failed")
    tell("refund.failed", str(refund.refund_id))
    give_back(order, 1450, RefundQuantity(order.lines.get(), 1, restock=True))
    assert (order.lines.get().quantity_to_send, stock_of(product)) == (2, (5, 2))
