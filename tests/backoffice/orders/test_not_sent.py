"""“Not sent after all” on the order's page."""

import uuid
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from shop.accounts.models import User
from shop.order import corrections, statuses
from shop.order.dispatch import dispatch_order
from shop.order.models import LineBatch, Order, Parcel
from shop.order.timeline import timeline
from shop.partner.models import StockRecord
from shop.payment.models import Refund
from shop.payment.services import RefundRequest, refund_payment
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.outbox import send_queued
from tests.support.packing import packed_for, send
from tests.support.purchases import a_paid_order, the_payment
from tests.support.roles import packer_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent() -> Order:
    order = a_paid_order(a_product(stock=5), quantity=2)
    send(order, "RM1")
    send_queued()
    mail.outbox.clear()
    found: Order = Order.objects.get(pk=order.pk)
    return found


def address(order: Order) -> str:
    parcel = Parcel.objects.filter(order=order).latest("pk")
    return f"/office/orders/{order.number}/parcels/{parcel.pk}/not-sent/"


def takes_back(client: Client, order: Order, reason: str = "Still on the shelf") -> Any:
    return client.post(address(order), {"reason": reason}, follow=True)


def stock() -> tuple[int, int]:
    record = StockRecord.objects.get()
    return record.num_in_stock, record.num_allocated


def test_it_takes_stock_batches_and_order_back(staff: Client, sent: Order, cleo: User) -> None:
    assert stock() == (3, 0)
    takes_back(staff, sent)
    sent.refresh_from_db()
    assert (sent.status, sent.tracking_number, sent.dispatched_at) == (statuses.PAID, "", None)
    assert stock() == (5, 2) and sent.lines.get().num_allocated == 2
    note = LineBatch.objects.get()
    assert note.correction == f"Not sent after all: Still on the shelf ({cleo})" and note.batch.left == 50
    parcel = sent.parcels.get()
    assert parcel.taken_back_at and parcel.tracking_number == "RM1"


def test_the_buyer_is_told_and_reads_no_day_of_sending(staff: Client, sent: Order) -> None:
    takes_back(staff, sent)
    send_queued()
    (told,) = mail.outbox
    assert "hasn’t left us yet" in told.subject and "RM1 doesn’t count" in told.body
    assert "Still on the shelf" not in told.body
    steps = timeline(Order.objects.get(), expected="")
    assert [step.words for step in steps if step.name == "Sent"][0].startswith("By ")


def test_it_is_sent_again_with_another_email(staff: Client, sent: Order) -> None:
    takes_back(staff, sent)
    send_queued()
    mail.outbox.clear()
    send(sent, "RM2")
    send_queued()
    assert stock() == (3, 0)
    assert "RM2" in mail.outbox[0].body
    assert [row.quantity for row in LineBatch.objects.standing()] == [2]
    page = " ".join(staff.get(f"/office/orders/{sent.number}/").content.decode().split())
    assert "RM1" in page and "RM2" in page and "Still on the shelf" in page


def test_an_email_that_waits_is_dropped_once_it_is_untrue(staff: Client, sent: Order) -> None:
    takes_back(staff, sent)
    send(sent, "RM2")
    takes_back(staff, sent)
    send(sent, "RM3")
    send_queued()
    assert len([told for told in mail.outbox if "hasn’t left us yet" in told.subject]) == 0


def test_a_second_click_changes_nothing(staff: Client, sent: Order) -> None:
    first = address(sent)
    takes_back(staff, sent)
    again = staff.post(first, {"reason": "Twice"}, follow=True).content.decode()
    assert "taken back already" in again and stock() == (5, 2)


def test_without_a_reason_it_stays_sent(staff: Client, sent: Order) -> None:
    assert takes_back(staff, sent, reason=" ").status_code == 422
    assert Order.objects.get().status == statuses.DISPATCHED


def refund(order: Order) -> None:
    given = {"key": uuid.uuid4(), "amount": 100, "asked": RefundRequest()}
    refund_payment(attempt=the_payment(order), **given)


def delivered(order: Order) -> None:
    corrections.note_delivered(order=order, by=User.objects.get(email="cleo@example.com"))


def refund_without_answer(order: Order) -> None:
    Refund.objects.create(attempt=the_payment(order), amount_minor=100)


@pytest.mark.parametrize("event", [refund, delivered, refund_without_answer], ids=lambda made: made.__name__)
def test_delivered_or_refunded_it_stays_sent(event: Any, staff: Client, sent: Order) -> None:
    event(sent)
    before = Order.objects.get().status
    takes_back(staff, sent)
    assert Order.objects.get().status == before and stock() == (3, 0)
    assert "Not sent after all</a>" not in staff.get(f"/office/orders/{sent.number}/").content.decode()


def test_the_form_shows_the_parcel_and_packers_have_none(staff: Client, sent: Order, ben: User) -> None:
    page = staff.get(address(sent)).content.decode()
    assert "2 × " in page and "RM1" in page
    ben.groups.add(packer_group())
    packer = signed_in(ben)
    assert takes_back(packer, sent).redirect_chain or Order.objects.get().status == statuses.DISPATCHED
    assert Order.objects.get().status == statuses.DISPATCHED


def test_pieces_that_went_before_sending_stay_away(staff: Client) -> None:
    order = a_paid_order(a_product(stock=5), quantity=3)
    order.lines.get().cancel_allocation(1)
    order.lines.update(quantity_withdrawn=1)
    dispatch_order(order=order, tracking_number="", batches=packed_for(order))
    takes_back(staff, order)
    assert stock() == (5, 2)
