"""The buyer’s bank wants the money back: the parcel waits, staff know until when, the total stays."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from oscar.apps.order.exceptions import InvalidShippingEvent
from oscar.core.loading import get_class

from shop.order import statuses
from shop.order.dispatch import CannotDispatch, dispatch_order
from shop.payment.models import Dispute, FraudWarning
from shop.payment.services import (
    CannotRefund,
    RefundRequest,
    balance_of,
    cancel_order,
    clear_warning,
    refund_payment,
)
from shop.payment.simulator import disputes, faults
from tests.payment.events import tell
from tests.support.factories import a_product
from tests.support.packing import packed_for
from tests.support.purchases import a_paid_order, the_payment

pytestmark = pytest.mark.django_db


def disputed(order: Any, **more: Any) -> str:
    """A dispute of an order's payment, of which we have heard."""
    dispute_id = str(disputes.open_dispute(str(the_payment(order).intent_id), **more)["id"])
    assert tell("charge.dispute.created", dispute_id) == 200
    return dispute_id


def decided(dispute_id: str, status: str) -> None:
    disputes.decide(dispute_id, status)
    assert tell("charge.dispute.closed", dispute_id) == 200


def status_of(order: Any) -> str:
    order.refresh_from_db()
    return str(order.status)


def send(order: Any) -> None:
    dispatch_order(order=order, tracking_number="", batches=packed_for(order))


def test_a_disputed_order_isnt_sent() -> None:
    order = a_paid_order()
    disputed(order)
    with pytest.raises(CannotDispatch, match="disputes"):
        send(order)
    assert status_of(order) == statuses.PAID


def test_oscars_shipping_event_is_refused_too() -> None:
    order = a_paid_order()
    disputed(order)
    with pytest.raises(InvalidShippingEvent):
        get_class("order.processing", "EventHandler")().handle_shipping_event(
            order, None, order.lines.all(), [1]
        )


def test_staff_are_told_once_with_the_deadline() -> None:
    order = a_paid_order()
    dispute_id = disputed(order)
    for kind in ("charge.dispute.created", "charge.dispute.funds_withdrawn", "charge.dispute.updated"):
        tell(kind, dispute_id)
    dispute = Dispute.objects.get()
    assert dispute.due_by is not None and dispute.due_by > timezone.now() + timedelta(days=8)
    assert f"by {timezone.localtime(dispute.due_by):%d %B}" in order.notes.get().message


def test_won_it_may_leave_and_the_total_is_unchanged() -> None:
    order = a_paid_order()
    total = order.total_incl_tax
    decided(disputed(order), "won")
    send(order)
    assert (status_of(order), order.total_incl_tax, balance_of(order).left) == (
        statuses.DISPATCHED,
        total,
        1845,
    )


def test_lost_before_sending_goes_to_review_and_frees_its_goods_when_cancelled() -> None:
    product = a_product(stock=1)
    order = a_paid_order(product)
    total = order.total_incl_tax
    decided(disputed(order), "lost")
    assert (status_of(order), order.total_incl_tax, balance_of(order).left) == (statuses.REVIEW, total, 0)
    cancel_order(order=order, key=uuid.uuid4(), asked=RefundRequest())
    assert (status_of(order), product.stockrecords.get().num_allocated) == (statuses.CANCELLED, 0)


def test_what_the_bank_holds_cant_be_given_back_as_well() -> None:
    order = a_paid_order()
    disputed(order, amount=1000)
    with pytest.raises(CannotRefund, match="£8.45"):
        refund_payment(attempt=the_payment(order), key=uuid.uuid4(), amount=900, asked=RefundRequest())


def test_the_banks_last_word_isnt_taken_back_by_an_older_event() -> None:
    order = a_paid_order()
    dispute_id = disputed(order)
    decided(dispute_id, "won")
    disputes.decide(dispute_id, "under_review")
    tell("charge.dispute.updated", dispute_id)
    assert Dispute.objects.get().status == "won"


def test_won_after_the_order_was_cancelled_its_money_isnt_kept() -> None:
    order = a_paid_order()
    dispute_id = disputed(order)
    cancel_order(order=order, key=uuid.uuid4(), asked=RefundRequest())
    decided(dispute_id, "won")
    assert status_of(order) == statuses.REVIEW


def test_a_dispute_that_names_only_the_charge_finds_its_payment() -> None:
    order = a_paid_order()
    dispute_id = disputes.open_dispute(str(the_payment(order).intent_id))["id"]
    row = disputes.store.locked(dispute_id)
    disputes.store.change(row, payment_intent=None)
    tell("charge.dispute.created", dispute_id)
    assert Dispute.objects.get().attempt == the_payment(order)


@pytest.mark.parametrize(
    "kind", ["charge.dispute.created", "radar.early_fraud_warning.created", "review.opened"]
)
def test_what_is_about_another_shop_is_none_of_ours(kind: str) -> None:
    assert tell(kind, "du_unknown") == 200
    assert Dispute.objects.count() == FraudWarning.objects.count() == 0


def test_when_stripe_cant_be_asked_the_event_is_sent_again() -> None:
    order = a_paid_order()
    dispute_id = str(disputes.open_dispute(str(the_payment(order).intent_id))["id"])
    faults.expect("lost", path=f"/v1/disputes/{dispute_id}")
    assert [tell("charge.dispute.created", dispute_id) for _ in range(2)] == [503, 200]


def test_a_fraud_warning_holds_the_parcel_until_staff_have_looked() -> None:
    order = a_paid_order()
    warning = disputes.warn(str(the_payment(order).intent_id))
    for _ in range(2):
        tell("radar.early_fraud_warning.created", warning["id"])
    with pytest.raises(CannotDispatch, match="fraud"):
        send(order)
    assert order.notes.count() == 1
    assert clear_warning(warning=FraudWarning.objects.get())
    send(order)


def test_a_review_that_is_closed_at_stripe_holds_no_longer() -> None:
    order = a_paid_order()
    found = disputes.review(str(the_payment(order).intent_id))
    tell("review.opened", found["id"])
    with pytest.raises(CannotDispatch):
        send(order)
    disputes.close_review(found["id"])
    tell("review.closed", found["id"])
    send(order)


@pytest.mark.parametrize("word", ["appeal_needs_response", "appeal_under_review", "a_new_word"])
def test_an_appeal_or_an_unknown_word_holds_the_parcel_and_the_money(word: str) -> None:
    order = a_paid_order()
    decided(disputed(order), "lost")
    Dispute.objects.update(status=word)
    assert balance_of(order).left == 0
    with pytest.raises(CannotDispatch, match="disputes"):
        send(order)


def test_an_appeal_opens_a_lost_dispute_again() -> None:
    order = a_paid_order()
    dispute_id = disputed(order)
    for status in ("lost", "appeal_under_review"):
        decided(dispute_id, status)
    assert Dispute.objects.get().is_open


def test_a_prevented_dispute_is_lost_money() -> None:
    order = a_paid_order()
    decided(disputed(order), "prevented")
    assert (status_of(order), balance_of(order).left) == (statuses.REVIEW, 0)


def test_a_won_dispute_doesnt_hide_another_that_is_open() -> None:
    order = a_paid_order()
    decided(disputed(order), "won")
    Dispute.objects.create(
        attempt=the_payment(order), dispute_id="du_2", status="needs_response", amount_minor=1
    )
    with pytest.raises(CannotDispatch, match="disputes"):
        send(order)
