"""The timeline of an order: what is done, what is next, and when."""

from datetime import UTC, datetime
from typing import Any

import pytest

from shop.order import services, statuses
from shop.order.models import Order
from shop.order.timeline import Step, timeline
from tests.support.purchases import a_paid_order, an_order

pytestmark = pytest.mark.django_db


def steps(order: Any) -> list[Step]:
    return timeline(Order.objects.get(pk=order.pk), expected="Tue 1 – Thu 3 Dec")


def done(order: Any) -> list[str]:
    return [step.name for step in steps(order) if step.is_done]


def next_of(order: Any) -> list[str]:
    return [step.name for step in steps(order) if step.is_next]


def sent(order: Any) -> Any:
    order.move(statuses.DISPATCHED)
    moment = datetime(2026, 11, 27, 12, tzinfo=UTC)
    Order.objects.filter(pk=order.pk).update(dispatched_at=moment, tracking_number="AB123456789GB")
    return order


def test_an_unpaid_order_waits_for_its_payment() -> None:
    order = an_order()
    assert (done(order), next_of(order)) == (["Placed"], ["Paid"])
    assert steps(order)[1].words == "Waiting for your payment"


def test_a_paid_order_is_sent_next() -> None:
    order = a_paid_order()
    assert (done(order), next_of(order)) == (["Placed", "Paid"], ["Sent"])
    assert steps(order)[2].words.startswith("By ")


def test_a_sent_order_has_its_day_and_tracking_link() -> None:
    order = sent(a_paid_order())
    assert (done(order), next_of(order)) == (["Placed", "Paid", "Sent"], ["Delivered"])
    parcel = steps(order)[2]
    assert parcel.words == "Fri 27 Nov" and "AB123456789GB" in parcel.url
    assert steps(order)[3].words == "Expected Tue 1 – Thu 3 Dec"


def test_a_delivered_order_is_done() -> None:
    order = sent(a_paid_order())
    order.move(statuses.DELIVERED)
    assert len(done(order)) == 4 and next_of(order) == []


def test_a_cancelled_order_has_none() -> None:
    order = an_order()
    services.release_order(order=order)
    assert steps(order) == []
