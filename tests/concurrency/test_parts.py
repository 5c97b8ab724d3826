"""Two packers send the same part of an order at once."""

from collections.abc import Callable
from threading import Barrier
from typing import Any

import pytest

from shop.accounts.models import User
from shop.order import dispatch, statuses
from shop.order.batches import Packed
from shop.order.dispatch import AlreadySent, dispatch_order
from shop.order.models import Order, Parcel
from tests.concurrency.rivals import together
from tests.support.factories import a_product
from tests.support.packing import a_batch, packed_for
from tests.support.purchases import a_paid_order

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def sending_one(order: Any, by: User) -> Callable[[], Any]:
    line = order.lines.get()
    packed, parts = [Packed(line.pk, a_batch(line.product).pk, 1)], {line.pk: 1}
    own = f"RM{by.pk}"  # the same number would let one wait for the other
    given: dict[str, Any] = {"tracking_number": own, "batches": packed, "pieces": parts, "after": 0}
    return lambda: dispatch_order(order=order, by=by, **given) and None


def test_one_of_two_who_send_the_same_part_does(ben: User, cleo: User) -> None:
    order = a_paid_order(a_product(stock=5), quantity=3)
    results = together(sending_one(order, ben), sending_one(order, cleo))
    (late,) = [found for found in results if found is not None]
    assert isinstance(late, AlreadySent) and "sent a part of it" in str(late)
    assert Parcel.objects.count() == 1 and order.lines.get().quantity_sent == 1


def test_without_the_lock_the_same_part_leaves_twice(
    ben: User, cleo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: both see that no parcel has left."""
    order = a_paid_order(a_product(stock=5), quantity=3)
    manager, real, both = type(Order.objects), dispatch._parts, Barrier(2)

    def wait_for_the_other(found: Order, asked: Any) -> dict[int, int]:
        both.wait(timeout=30)
        return real(found, asked)

    monkeypatch.setattr(manager, "select_for_update", manager.all)
    monkeypatch.setattr(dispatch, "_parts", wait_for_the_other)
    together(sending_one(order, ben), sending_one(order, cleo))
    assert Parcel.objects.count() == 2


def test_the_rest_leaves_once(ben: User, cleo: User) -> None:
    order = a_paid_order(a_product(stock=5), quantity=3)
    sending_one(order, ben)()
    batches = packed_for(order)

    def rest(by: User) -> Callable[[], Any]:
        return lambda: dispatch_order(order=order, tracking_number="RM2", batches=batches, by=by) and None

    (late,) = [found for found in together(rest(ben), rest(cleo)) if found is not None]
    assert isinstance(late, AlreadySent)
    assert Parcel.objects.count() == 2 and Order.objects.get().status == statuses.DISPATCHED
    assert order.lines.get().quantity_sent == 3
