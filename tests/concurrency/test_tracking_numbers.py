"""Two parcels leave with one label's number at once."""

from collections.abc import Callable
from typing import Any

import pytest

from shop.accounts.models import User
from shop.order import dispatch, used_numbers
from shop.order.dispatch import NumberTaken, dispatch_order
from shop.order.models import Order, Parcel
from tests.concurrency.rivals import together, when_all_are_there
from tests.support.factories import a_product
from tests.support.packing import packed_for
from tests.support.purchases import a_paid_order

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NUMBER = "AB123456785GB"


@pytest.fixture
def orders() -> list[Any]:
    """Of two buyers in two houses, with nothing in common."""
    return [a_paid_order(a_product(name, stock=5), line1=f"{name} House") for name in ("Rose", "Lily")]


def sending(order: Any, by: User) -> Callable[[], Any]:
    batches = packed_for(order)
    return lambda: dispatch_order(order=order, tracking_number=NUMBER, batches=batches, by=by) and None


def test_one_of_two_buyers_gets_the_number(orders: list[Any], ben: User, cleo: User) -> None:
    results = together(*(sending(order, by) for order, by in zip(orders, (ben, cleo), strict=True)))
    (late,) = [found for found in results if found is not None]
    parcel = Parcel.objects.get()
    assert isinstance(late, NumberTaken) and parcel.order.number in str(late)
    assert sorted(Order.objects.values_list("status", flat=True)) == ["Dispatched", "Paid"]


def test_without_the_lock_both_buyers_follow_one_parcel(
    orders: list[Any], ben: User, cleo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: both look before one of them writes."""
    monkeypatch.setattr(used_numbers, "lock_names", lambda names: None)
    monkeypatch.setattr(dispatch, "_refuse_old_form", when_all_are_there(dispatch._refuse_old_form))
    together(*(sending(order, by) for order, by in zip(orders, (ben, cleo), strict=True)))
    assert Parcel.objects.filter(tracking_number=NUMBER).count() == 2
