"""Colleagues give the same money back at once."""

import time
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from shop.order import statuses
from shop.order.dispatch import CannotDispatch, dispatch_order
from shop.order.models import Order
from shop.payment.models import PaymentAttempt, Refund, SimulatedObject
from shop.payment.services import CannotRefund, RefundRequest, balance_of, cancel_order, refund_payment
from shop.payment.services.refunds import issue
from tests.concurrency.rivals import together
from tests.support.factories import a_product
from tests.support.packing import packed_for
from tests.support.purchases import a_paid_order, the_payment

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def giving(order: Any, amount: int, key: uuid.UUID | None = None) -> Callable[[], Any]:
    attempt, own = the_payment(order), key or uuid.uuid4()
    return lambda: refund_payment(attempt=attempt, key=own, amount=amount, asked=RefundRequest()).state


def test_no_more_goes_back_than_came() -> None:
    order = a_paid_order()  # £18.45
    results = together(*[giving(order, 600) for _ in range(4)])
    assert sorted(map(str, results))[1:] == ["succeeded"] * 3
    assert isinstance(next(found for found in results if found != "succeeded"), CannotRefund)
    assert balance_of(order).given_back == 1800


def test_without_the_lock_more_is_entered_than_came(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_without_locking(attempt_id: int) -> Any:
        attempt = PaymentAttempt.objects.get(pk=attempt_id)
        return attempt.order, attempt

    real = issue._check

    def slow(*args: Any) -> None:
        real(*args)
        time.sleep(0.3)

    order = a_paid_order()
    monkeypatch.setattr(issue, "lock_order_and_attempt", look_without_locking)
    monkeypatch.setattr(issue, "_check", slow)
    together(*[giving(order, 600) for _ in range(4)])
    assert Refund.objects.count() == 4


def test_one_form_sent_four_times_gives_back_once() -> None:
    order, key = a_paid_order(), uuid.uuid4()
    together(*[giving(order, 400, key)] * 4)
    assert (Refund.objects.count(), SimulatedObject.objects.filter(kind="refund").count()) == (1, 1)


@pytest.mark.parametrize("round_", range(3))
def test_sent_or_cancelled_but_not_both(round_: int) -> None:
    product = a_product(stock=1)
    order = a_paid_order(product)
    together(
        lambda: dispatch_order(order=order, tracking_number="", batches=packed_for(order)),
        lambda: cancel_order(order=order, key=uuid.uuid4(), asked=RefundRequest()),
    )
    order = Order.objects.get()
    record = product.stockrecords.get()
    ends = {
        statuses.DISPATCHED: ("paid", 0, 0),
        statuses.CANCELLED: ("refunded", 1, 0),
    }
    assert (balance_of(order).state, record.num_in_stock, record.num_allocated) == ends[order.status]


def test_two_who_cancel_give_back_once() -> None:
    order = a_paid_order()
    results = together(*[lambda: cancel_order(order=order, key=uuid.uuid4(), asked=RefundRequest())] * 3)
    assert sum(isinstance(found, CannotRefund) for found in results) == 2
    assert (balance_of(order).state, Refund.objects.count()) == ("refunded", 1)


def test_nothing_is_sent_while_an_answer_is_missing() -> None:
    order = a_paid_order()
    Refund.objects.create(attempt=the_payment(order), amount_minor=1)
    results = together(
        *[lambda: dispatch_order(order=order, tracking_number="", batches=packed_for(order))] * 2
    )
    assert all(isinstance(found, CannotDispatch) for found in results)
