"""Cancelling a paid order: all of its money goes back, and without that it is in Review."""

import uuid

import pytest

from shop.order import statuses
from shop.payment.services import (
    CannotRefund,
    RefundRequest,
    balance_of,
    cancel_order,
    sweep_payments,
)
from shop.payment.simulator import faults, refunds
from tests.payment.events import tell
from tests.payment.refunds import (
    REFUNDS,
    at_stripe,
    give_back,
    later,
    made_at_stripe,
    sent,
    status_of,
    stock_of,
)
from tests.support.factories import a_product
from tests.support.purchases import a_code, a_paid_order

pytestmark = pytest.mark.django_db


def test_all_of_it_before_sending_is_a_cancellation() -> None:
    order = a_paid_order()
    with pytest.raises(CannotRefund, match="cancel the order"):
        give_back(order, balance_of(order).received)


def test_cancelling_gives_everything_back() -> None:
    product, code = a_product(stock=2), a_code()
    order = a_paid_order(product, code=code)
    key = uuid.uuid4()
    for _ in range(2):
        cancel_order(order=order, key=key, asked=RefundRequest())
    assert (status_of(order), stock_of(product)) == (statuses.CANCELLED, (2, 0))
    assert (balance_of(order).left, balance_of(order).state) == (0, "refunded")
    assert (code.applications.count(), code.offers.get().num_orders) == (0, 0)
    assert made_at_stripe() == 1


def test_spoiled_goods_of_a_cancelled_order_are_written_off() -> None:
    product = a_product(stock=2)
    cancel_order(order=a_paid_order(product), key=uuid.uuid4(), asked=RefundRequest(), restock=False)
    assert stock_of(product) == (1, 0)


def test_cancelling_after_a_partial_refund_gives_the_rest_back() -> None:
    order = a_paid_order()
    give_back(order, 400)
    cancel_order(order=order, key=uuid.uuid4(), asked=RefundRequest())
    assert (status_of(order), balance_of(order).state) == (statuses.CANCELLED, "refunded")


def test_until_stripe_answers_a_cancelled_order_holds_its_goods_and_cant_leave() -> None:
    product = a_product(stock=1)
    order = a_paid_order(product)
    faults.expect("lost", path=REFUNDS)
    cancel_order(order=order, key=uuid.uuid4(), asked=RefundRequest())
    assert (status_of(order), stock_of(product)) == (statuses.CANCELLED, (1, 1))
    later(minutes=3)
    sweep_payments()
    assert (balance_of(order).state, stock_of(product)) == ("refunded", (1, 0))


@pytest.mark.parametrize("ends", ["at once", "later"])
def test_money_is_never_kept_on_a_cancelled_order(ends: str) -> None:
    refunds.expect("failed" if ends == "at once" else "pending")
    order = a_paid_order()
    [refund] = cancel_order(order=order, key=uuid.uuid4(), asked=RefundRequest())
    if ends == "later":
        assert status_of(order) == statuses.CANCELLED
        refunds.finish(str(refund.refund_id), "failed", "lost_or_stolen_card")
        tell("refund.failed", str(refund.refund_id))
    assert status_of(order) == statuses.REVIEW
    cancel_order(order=order, key=uuid.uuid4(), asked=RefundRequest())
    assert (status_of(order), balance_of(order).left) == (statuses.CANCELLED, 0)


def test_an_order_that_has_left_isnt_cancelled() -> None:
    order = sent(a_paid_order())
    with pytest.raises(CannotRefund):
        cancel_order(order=order, key=uuid.uuid4(), asked=RefundRequest())
    assert made_at_stripe() == 0


def test_refunded_in_full_at_stripe_nothing_is_sent_any_more() -> None:
    product = a_product(stock=1)
    order = a_paid_order(product)
    tell("refund.created", at_stripe(order, balance_of(order).received))
    assert status_of(order) == statuses.REVIEW
    cancel_order(order=order, key=uuid.uuid4(), asked=RefundRequest())
    assert (status_of(order), stock_of(product)) == (statuses.CANCELLED, (1, 0))
