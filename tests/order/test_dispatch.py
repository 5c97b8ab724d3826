"""What may be sent: the service's own rules, whatever screen asks for it."""

from typing import Any

import pytest
from django.core import mail

from shop.accounts.models import User
from shop.catalogue.models import Batch
from shop.order import statuses
from shop.order.batches import Packed
from shop.order.dispatch import CannotDispatch, dispatch_order
from shop.order.dispatch_holds import dispatch_hold_reason
from shop.order.holding import lift_hold
from shop.order.models import CancellationNotice, Order
from tests.support import packing
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order, an_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid() -> Any:
    return a_paid_order(a_product(stock=5), quantity=2)


def sends(order: Any, batch: Batch, pieces: int = 2, tracking: str = "RM1") -> None:
    packed = [Packed(order.lines.get().pk, batch.pk, pieces)]
    dispatch_order(order=order, tracking_number=tracking, batches=packed)


def a_batch(order: Any, **fields: Any) -> Batch:
    return packing.a_batch(order.lines.get().product, **fields)


def cancels(order: Any) -> None:
    CancellationNotice.objects.create(order=order, items="2 × oil", reason="")


def status_of(order: Any) -> str:
    return str(Order.objects.values_list("status", flat=True).get(pk=order.pk))


def test_another_products_batch_is_refused(paid: Any) -> None:
    with pytest.raises(CannotDispatch):
        sends(paid, packing.a_batch(a_product("Other oil")))


def test_more_than_is_left_of_a_batch_is_refused(paid: Any) -> None:
    with pytest.raises(CannotDispatch, match="only 1 are left"):
        sends(paid, a_batch(paid, quantity=1))


def test_no_cosmetic_leaves_without_its_batch(paid: Any) -> None:
    with pytest.raises(CannotDispatch, match="Choose the batch"):
        dispatch_order(order=paid, tracking_number="", batches=[])
    assert status_of(paid) == statuses.PAID


def test_too_little_stock_is_a_sentence_and_no_error(paid: Any) -> None:
    paid.lines.get().product.stockrecords.update(num_in_stock=1)
    with pytest.raises(CannotDispatch, match="fewer in stock"):
        sends(paid, a_batch(paid))
    assert status_of(paid) == statuses.PAID


def test_an_unpaid_order_isnt_sent() -> None:
    order = an_order()
    with pytest.raises(CannotDispatch):
        sends(order, a_batch(order), 1)
    assert status_of(order) == statuses.PENDING


def test_a_royal_mail_number_is_a_link_in_the_email(
    paid: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sends(paid, a_batch(paid), tracking="AB123456785GB")
    sent = mail.outbox[-1].body
    assert "royalmail.com/track-your-item#/tracking-results/AB123456785GB" in sent
    assert "2 × Sunflower oil" in sent


def test_a_cancelled_order_stays_here(paid: Any) -> None:
    cancels(paid)
    with pytest.raises(CannotDispatch, match="cancelled"):
        sends(paid, a_batch(paid))


def test_a_new_notice_holds_it_again(paid: Any, cleo: User) -> None:
    cancels(paid)
    lift_hold(order=paid, reason="They rang", by=cleo)
    assert dispatch_hold_reason(paid) == ""
    cancels(paid)
    assert "cancelled" in dispatch_hold_reason(paid)
