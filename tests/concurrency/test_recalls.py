"""A buyer orders while an owner stops the sale: the order is refused, or found and held."""

from threading import Event
from typing import Any

import pytest

from shop.accounts.models import User
from shop.checkout.services import CannotPlace
from shop.order import statuses
from shop.order.dispatch_holds import dispatch_hold_reason
from shop.order.models import Order
from shop.partner.models import OutOfStock
from shop.recall import stopping
from tests.concurrency.rivals import together
from tests.support.factories import a_basket, a_product
from tests.support.purchases import a_paid_order, place
from tests.support.recalls import a_recall
from tests.support.shelf import a_batch, adds_up, record_of

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
BUYERS = 6


def free_to_leave() -> list[str]:
    """Open orders that nothing holds, once they are paid."""
    Order.objects.filter(status=statuses.PENDING).update(status=statuses.PAID)
    orders = Order.objects.filter(status=statuses.PAID)
    return [order.number for order in orders if not dispatch_hold_reason(order)]


def test_no_order_of_the_moment_slips_through(cleo: User) -> None:
    oil = a_product(stock=0)
    recall = a_recall(a_batch(oil, pieces=BUYERS), by=cleo)

    def buyer(number: int) -> Any:
        basket = a_basket(oil)

        def buy() -> bool:
            try:
                place(basket, email=f"b{number}@example.com")
            except (CannotPlace, OutOfStock):
                return False
            return True

        return buy

    _, *bought = together(
        lambda: stopping.stop_sale(recall=recall, by=cleo), *(buyer(number) for number in range(BUYERS))
    )
    assert set(bought) <= {True, False}
    record = record_of(oil)
    assert record.num_in_stock == (record.num_allocated or 0) == sum(bought)
    assert adds_up(oil)
    assert free_to_leave() == []


def race(monkeypatch: pytest.MonkeyPatch, by: User, *, holds_first: bool) -> list[str]:
    """An order is placed at the moment the shelf is about to be locked; which orders nothing holds."""
    oil = a_product(stock=0)
    recall = a_recall(a_batch(oil, pieces=3), by=by)
    about_to_lock, placed, lock = Event(), Event(), stopping._lock_shelves

    def slow(batches: Any) -> None:
        if holds_first:
            stopping.hold_open_orders(recall=recall, by=by)
        about_to_lock.set()
        placed.wait(timeout=10)
        lock(batches)

    def buy() -> None:
        assert about_to_lock.wait(timeout=10)
        a_paid_order(oil)
        placed.set()

    monkeypatch.setattr(stopping, "_lock_shelves", slow)
    if holds_first:
        monkeypatch.setattr(stopping, "follow_up", lambda **_: 0)
    together(lambda: stopping.stop_sale(recall=recall, by=by), buy)
    return free_to_leave()


def test_who_orders_before_the_lock_is_held(monkeypatch: pytest.MonkeyPatch, cleo: User) -> None:
    assert race(monkeypatch, cleo, holds_first=False) == []


def test_holds_before_the_lock_would_miss_them(monkeypatch: pytest.MonkeyPatch, cleo: User) -> None:
    """The control."""
    assert len(race(monkeypatch, cleo, holds_first=True)) == 1
