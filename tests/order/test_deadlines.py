"""The last days of an order: counted from what happened, in London time."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from shop.order import statuses
from shop.order.deadlines import deadlines
from shop.order.models import Order

PAID, GOT, PROMISED = date(2026, 11, 28), date(2026, 12, 3), date(2026, 12, 2)


def test_a_known_delivery_counts() -> None:
    found = deadlines(contract=PAID, delivered=GOT, promised=PROMISED)
    assert (found.deliver_by, found.cancel_until) == (date(2026, 12, 28), date(2026, 12, 17))
    assert not found.is_estimate


def test_without_it_the_last_promised_day_is_an_estimate() -> None:
    found = deadlines(contract=PAID, delivered=None, promised=PROMISED)
    assert found.cancel_until == date(2026, 12, 16) and found.is_estimate


def test_without_either_nothing_is_claimed() -> None:
    assert deadlines(contract=PAID, delivered=None, promised=None).cancel_until is None


def test_of_several_parcels_the_promise_isnt_the_last_ones_day() -> None:
    assert deadlines(contract=PAID, delivered=None, promised=PROMISED, in_parts=True).cancel_until is None
    found = deadlines(contract=PAID, delivered=GOT, promised=PROMISED, in_parts=True)
    assert found.cancel_until == date(2026, 12, 17) and not found.is_estimate


@pytest.mark.django_db
def test_an_order_counts_from_its_own_facts() -> None:
    placed = datetime(2027, 6, 30, 23, 30, tzinfo=UTC)  # 1 July in London
    order: Any = Order.objects.create(
        number="PS-1",
        total_incl_tax=1,
        total_excl_tax=1,
        date_placed=placed,
        delivery_rule={"promised": ["2027-07-05", "2027-07-06"]},
    )
    assert order.deadlines.deliver_by == date(2027, 7, 31)
    change = order.status_changes.create(old_status=statuses.DISPATCHED, new_status=statuses.DELIVERED)
    type(change).objects.update(date_created=datetime(2027, 7, 7, 9, tzinfo=UTC))
    assert order.deadlines.cancel_until == date(2027, 7, 21)
