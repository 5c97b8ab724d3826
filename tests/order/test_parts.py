"""An order that leaves in several parcels: pieces, stock, emails, refunds and taking back."""

import uuid
from typing import Any

import pytest
from django.core import mail
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from shop.accounts.models import User
from shop.mail.models import OutboxEmail
from shop.order import statuses
from shop.order.batches import Packed
from shop.order.dispatch import AlreadySent, CannotDispatch, dispatch_order
from shop.order.models import Order, Parcel, ParcelLine
from shop.order.not_sent import CannotTakeBack, take_back_parcel
from shop.order.services import take_back_pieces
from shop.partner.models import StockRecord
from shop.payment.services import CannotRefund, RefundQuantity, RefundRequest, cancel_order
from tests.payment.refunds import give_back
from tests.support.factories import a_product
from tests.support.outbox import send_queued
from tests.support.packing import a_batch, send
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid() -> Any:
    return a_paid_order(a_product(stock=5), quantity=3)


def sends(order: Any, pieces: int, tracking: str = "RM1", after: int | None = None) -> Parcel:
    line = order.lines.get()
    packed = [Packed(line.pk, a_batch(line.product).pk, pieces)]
    return dispatch_order(
        order=order, tracking_number=tracking, batches=packed, pieces={line.pk: pieces}, after=after
    )


def stock() -> tuple[int, int]:
    record = StockRecord.objects.get()
    return record.num_in_stock, record.num_allocated or 0


def status_of(order: Any) -> str:
    return str(Order.objects.values_list("status", flat=True).get(pk=order.pk))


def test_a_part_leaves_and_the_rest_stays_promised(paid: Any) -> None:
    sends(paid, 1)
    line = paid.lines.get()
    assert (status_of(paid), stock()) == (statuses.PAID, (4, 2))
    assert (line.quantity_sent, line.quantity_to_send, line.num_allocated) == (1, 2, 2)
    assert Order.objects.get().is_part_sent


def test_the_last_parcel_makes_it_dispatched(paid: Any) -> None:
    sends(paid, 1)
    send(paid, "RM2")
    order = Order.objects.get()
    assert (order.status, order.tracking_number, stock()) == (statuses.DISPATCHED, "RM2", (2, 0))
    assert [row.quantity for row in ParcelLine.objects.order_by("pk")] == [1, 2]
    assert {row.parcel.tracking_number for row in paid.lines.get().batches.standing()} == {"RM1", "RM2"}


def test_each_email_says_what_is_in_its_parcel_and_what_follows(paid: Any) -> None:
    sends(paid, 1)
    send_queued()
    first = mail.outbox[-1]
    assert "Part of your" in first.subject and "RM1" in first.body
    assert "- 1 × Sunflower oil" in first.body and "Still to come:\n- 2 × Sunflower oil" in first.body
    send(paid, "RM2")
    send_queued()
    last = mail.outbox[-1]
    assert "The last parcel" in last.body and "- 2 × Sunflower oil" in last.body
    assert "RM2" in last.body and "Still to come" not in last.body


@pytest.mark.parametrize("pieces", [0, 4, -1])
def test_none_or_too_many_are_refused(paid: Any, pieces: int) -> None:
    with pytest.raises(CannotDispatch):
        sends(paid, pieces)
    assert not Parcel.objects.exists() and stock() == (5, 3)


def test_an_old_form_sends_nothing(paid: Any) -> None:
    first = sends(paid, 1, after=0)
    with pytest.raises(AlreadySent, match="sent a part of it"):
        sends(paid, 1, after=0)
    sends(paid, 1, after=first.pk)
    assert Parcel.objects.count() == 2


def test_one_parcel_is_taken_back_and_the_other_stays(paid: Any, cleo: User) -> None:
    sends(paid, 1)
    send(paid, "RM2")
    take_back_parcel(parcel=Parcel.objects.get(tracking_number="RM1"), reason="Here", by=cleo)
    line = paid.lines.get()
    assert (status_of(paid), stock(), line.quantity_to_send) == (statuses.PAID, (3, 1), 1)
    assert [row.quantity for row in line.batches.standing()] == [2]
    send_queued()
    assert "A parcel of order" in mail.outbox[-1].subject and "in another parcel" in mail.outbox[-1].body


def test_a_part_sent_order_cant_be_cancelled(paid: Any) -> None:
    sends(paid, 1)
    with pytest.raises(CannotRefund, match="A part of order"):
        cancel_order(order=paid, key=uuid.uuid4(), asked=RefundRequest())
    assert not Order.objects.get().move(statuses.CANCELLED)


def test_refunding_the_rest_makes_it_sent(paid: Any) -> None:
    sends(paid, 1)
    give_back(paid, 2900, RefundQuantity(paid.lines.get(), 2, restock=True))
    order = Order.objects.get()
    assert (order.status, order.tracking_number, stock()) == (statuses.DISPATCHED, "RM1", (4, 0))


def test_a_refund_takes_out_what_is_here_and_puts_back_what_came(paid: Any) -> None:
    sends(paid, 2)
    give_back(paid, 2900, RefundQuantity(paid.lines.get(), 2, restock=True))
    line = paid.lines.get()
    assert (line.quantity_withdrawn, line.quantity_sent, stock()) == (1, 2, (4, 0))


def test_the_last_of_the_money_takes_the_rest_along(paid: Any) -> None:
    sends(paid, 1)
    left = int(paid.total_incl_tax * 100)
    with pytest.raises(CannotRefund, match="still to be sent back for sale"):
        give_back(paid, left)
    give_back(paid, left, RefundQuantity(paid.lines.get(), 2, restock=True))
    assert status_of(paid) == statuses.DISPATCHED


def attempt(order: Any, what: str, pieces: int, by: User) -> None:
    line = order.lines.get()
    order = Order.objects.get(pk=order.pk)
    if what == "send":
        sends(order, pieces)
    elif what == "refund" and order.status == statuses.PAID:
        take_back_pieces(order=order, line=line, quantity=min(pieces, line.quantity_to_send))
    elif what == "take back" and (parcel := order.parcels.sent().first()):
        take_back_parcel(parcel=parcel, reason="Here", by=by)


STEPS = st.tuples(st.sampled_from(["send", "refund", "take back"]), st.integers(1, 3))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=2, max_size=6))
@example(steps=[("send", 1), ("refund", 3), ("take back", 1), ("refund", 1)])
def test_parcels_never_hold_more_than_was_ordered_and_not_refunded(
    steps: list[tuple[str, int]], cleo: User
) -> None:
    oil = a_product(f"Oil {Order.objects.count()}", stock=9)
    order = a_paid_order(oil, quantity=4)
    for what, pieces in steps:
        try:
            attempt(order, what, pieces, cleo)
        except (CannotDispatch, CannotTakeBack):
            continue
        line, record = order.lines.get(), oil.stockrecords.get()
        rows = ParcelLine.objects.filter(line=line, parcel__taken_back_at=None)
        sent = sum(rows.values_list("quantity", flat=True))
        assert sent == line.quantity_sent <= line.quantity - line.quantity_withdrawn
        assert record.num_allocated == line.num_allocated == line.quantity_to_send
        assert record.num_in_stock == 9 - sent


def test_an_email_about_a_parcel_that_was_taken_back_isnt_sent(paid: Any, cleo: User) -> None:
    parcel = sends(paid, 1)
    take_back_parcel(parcel=parcel, reason="Here", by=cleo)
    send_queued()
    assert not [told for told in mail.outbox if "on its way" in told.subject]
    assert OutboxEmail.objects.filter(kind="order.dispatched").count() == 1
