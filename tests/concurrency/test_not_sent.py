"""A parcel is taken back twice at once, or while money goes back."""

import uuid
from collections.abc import Callable
from threading import Barrier
from typing import Any

import pytest

from shop.accounts.models import User
from shop.mail.models import OutboxEmail
from shop.order import not_sent, statuses
from shop.order.models import Order, Parcel
from shop.order.not_sent import CannotTakeBack, take_back_parcel
from shop.partner.models import StockMovement, StockRecord
from shop.partner.movements import Kind
from shop.payment.models import Refund
from shop.payment.services import CannotRefund, RefundQuantity, RefundRequest, refund_payment
from tests.concurrency.rivals import together
from tests.support.factories import a_product
from tests.support.packing import send
from tests.support.purchases import a_paid_order, the_payment

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def a_sent_order() -> Any:
    order = a_paid_order(a_product(stock=5), quantity=2)
    send(order)
    return order


def taking_back(by: User) -> Callable[[], Any]:
    parcel = Parcel.objects.get()
    return lambda: take_back_parcel(parcel=parcel, reason="Still here", by=by)


def put_back() -> int:
    return sum(StockMovement.objects.filter(kind=Kind.NOT_SENT).values_list("pieces", flat=True))


def test_of_two_who_take_it_back_one_does(ben: User, cleo: User) -> None:
    a_sent_order()
    results = together(taking_back(ben), taking_back(cleo))
    (late,) = [found for found in results if found is not None]
    assert isinstance(late, CannotTakeBack) and "taken back already" in str(late)
    record = StockRecord.objects.get()
    assert (record.num_in_stock, record.num_allocated, put_back()) == (5, 2, 2)
    assert OutboxEmail.objects.filter(kind="order.not_sent").count() == 1


def test_without_the_lock_both_believe_that_it_is_sent(
    ben: User, cleo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: both pass the check, and only the ledger’s sum stops the second."""
    a_sent_order()
    manager, real = type(Order.objects), not_sent._check
    passed: list[str] = []
    both_passed = Barrier(2)

    def wait_for_the_other(order: Order, parcel: Parcel) -> None:
        real(order, parcel)
        passed.append(order.status)
        both_passed.wait(timeout=30)

    monkeypatch.setattr(manager, "select_for_update", manager.all)
    monkeypatch.setattr(not_sent, "_check", wait_for_the_other)
    together(taking_back(ben), taking_back(cleo))
    assert passed == [statuses.DISPATCHED, statuses.DISPATCHED]


def test_pieces_come_back_by_a_refund_or_by_taking_back_and_not_by_both(cleo: User) -> None:
    order = a_sent_order()
    piece = RefundQuantity(order.lines.get(), 1, restock=True)

    def refund() -> Any:
        asked = {"key": uuid.uuid4(), "amount": 500, "asked": RefundRequest(), "pieces": (piece,)}
        return refund_payment(attempt=the_payment(order), **asked).state

    results = together(refund, taking_back(cleo))
    assert not [found for found in results if isinstance(found, CannotRefund)]
    order.refresh_from_db()
    record, line = StockRecord.objects.get(), order.lines.get()
    if order.status == statuses.PAID:  # taken back first: one of two pieces is refunded and free again
        assert (record.num_in_stock, record.num_allocated, line.num_allocated) == (5, 1, 1)
    else:
        assert (record.num_in_stock, record.num_allocated, put_back()) == (4, 0, 0)
    assert Refund.objects.get().state == Refund.State.SUCCEEDED
