"""Two packers mark the same parcel as sent at once."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from shop.accounts.models import User
from shop.mail.models import OutboxEmail
from shop.order import dispatch
from shop.order.dispatch import AlreadySent, dispatch_order
from shop.order.models import Order, Parcel
from tests.concurrency.rivals import together
from tests.support.factories import a_product
from tests.support.packing import packed_for
from tests.support.purchases import a_paid_order

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def sending(order: Any, by: User) -> Callable[[], Any]:
    batches = packed_for(order)
    return lambda: dispatch_order(order=order, tracking_number="RM1", batches=batches, by=by) and None


def test_one_of_two_packers_sends_it_and_the_other_reads_who_did(ben: User, cleo: User) -> None:
    oil = a_product(stock=5)
    order = a_paid_order(oil)
    results = together(sending(order, ben), sending(order, cleo))
    parcel = Parcel.objects.get()
    (late,) = [found for found in results if found is not None]
    assert isinstance(late, AlreadySent) and str(late).startswith(f"{parcel.sent_by.email} sent it at ")
    assert oil.stockrecords.get().num_in_stock == 4
    assert OutboxEmail.objects.filter(kind="order.dispatched").count() == 1


def test_without_the_lock_a_packer_doesnt_learn_who_was_faster(
    ben: User, cleo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: without the row's lock both read the order as paid, and the loser fails later."""
    order = a_paid_order(a_product(stock=5))
    manager, real = type(Order.objects), dispatch.dispatch_hold_reason

    def slow(found: Order) -> str:
        time.sleep(0.3)
        return real(found)

    seen: list[str] = []
    monkeypatch.setattr(manager, "select_for_update", manager.all)
    monkeypatch.setattr(
        dispatch, "dispatch_hold_reason", lambda found: seen.append(found.status) or slow(found)
    )
    together(sending(order, ben), sending(order, cleo))
    assert seen == ["Paid", "Paid"]
