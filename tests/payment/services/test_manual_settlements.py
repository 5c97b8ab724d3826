"""Every state of Review has a way out, with an amount and a reason, whatever Stripe can't do."""

import uuid
from typing import Any

import pytest

from shop.order import statuses
from shop.order.dispatch import dispatch_order
from shop.order.dispatch_holds import dispatch_hold_reason
from shop.order.models import Order
from shop.payment.models import Dispute, PaymentAttempt, Refund, Settlement
from shop.payment.services import (
    Agreed,
    CannotAccept,
    CannotSettle,
    RefundRequest,
    accept_order,
    balance_of,
    cancel_order,
    settle_failed_refund,
    settle_otherwise,
    takings,
)
from shop.payment.simulator import disputes
from tests.payment.events import tell
from tests.payment.refunds import give_back, status_of
from tests.support.cast import signed_in
from tests.support.packing import packed_for
from tests.support.purchases import a_paid_order, an_order, the_payment
from tests.support.roles import owner_group, shopkeeper_group

pytestmark = pytest.mark.django_db
LOSS, PAID_BACK = Settlement.Kind.LOSS, Settlement.Kind.PAID_BACK
TO_REVIEW = [status for status, to in statuses.ORDER_PIPELINE.items() if statuses.REVIEW in to]


def partly_lost(pence: int = 500) -> Any:
    """A paid order of which the bank has taken some pence for good."""
    order = a_paid_order()
    found = disputes.open_dispute(str(the_payment(order).intent_id), amount=pence)
    for status in ("under_review", "lost"):
        disputes.decide(found["id"], status)
        tell("charge.dispute.closed", found["id"])
    return order


def in_review(status: str, state: str) -> Any:
    """An order that came to Review from a status, with its payment in a state."""
    order = an_order() if status == statuses.PENDING else a_paid_order()
    if status == statuses.CANCELLED:
        order.move(statuses.CANCELLED)
    order.move(statuses.REVIEW)
    order.payment_attempts.update(state=state)
    return order


def test_a_partly_lost_dispute_can_be_borne_and_the_order_sent() -> None:
    order = partly_lost()
    with pytest.raises(CannotAccept):
        accept_order(order=order)
    settle_otherwise(order=order, agreed=Agreed(LOSS, 500, "Bank took £5.00, we send it anyway"))
    assert (status_of(order), dispatch_hold_reason(order)) == (statuses.PAID, "")
    dispatch_order(order=order, tracking_number="", batches=packed_for(order))
    assert status_of(order) == statuses.DISPATCHED


def test_a_partly_lost_dispute_can_end_with_the_rest_paid_back_by_hand() -> None:
    order = partly_lost()
    cancel_order(order=order, key=uuid.uuid4(), asked=RefundRequest())
    assert status_of(order) == statuses.REVIEW  # Stripe refunds no disputed charge
    left = balance_of(order).left
    settle_otherwise(order=order, agreed=Agreed(PAID_BACK, left, "Bank transfer on 3 December"))
    assert (status_of(order), balance_of(order).left) == (statuses.CANCELLED, 0)
    assert not order.lines.exclude(status=statuses.LINE_CANCELLED).exists()


@pytest.mark.parametrize("kind", Settlement.Kind.values)
@pytest.mark.parametrize("state", PaymentAttempt.ENDED)
@pytest.mark.parametrize("status", TO_REVIEW)
def test_every_review_has_a_way_out(status: str, state: str, kind: str) -> None:
    order = in_review(status, state)
    settle_otherwise(order=order, agreed=Agreed(kind, 0, "Looked at it"))
    ends = {LOSS: statuses.PAID, PAID_BACK: statuses.CANCELLED}
    assert status_of(order) == ends[Settlement.Kind(kind)]


def test_no_status_is_a_dead_end_but_the_last_ones() -> None:
    ends = {status for status, to in statuses.ORDER_PIPELINE.items() if not to}
    assert ends == {statuses.DELIVERED}


@pytest.mark.parametrize(
    "status", [status for status in statuses.ORDER_PIPELINE if status != statuses.REVIEW]
)
def test_only_orders_in_review_are_settled(status: str) -> None:
    order = a_paid_order()
    Order.objects.filter(pk=order.pk).update(status=status)
    with pytest.raises(CannotSettle):
        settle_otherwise(order=order, agreed=Agreed(PAID_BACK, 0, "why"))
    assert not Settlement.objects.exists()


@pytest.mark.parametrize(("amount", "reason"), [(500, "  "), (-1, "why"), (10**6, "why")])
def test_a_reason_and_a_possible_amount_are_needed(amount: int, reason: str) -> None:
    order = partly_lost()
    with pytest.raises(CannotSettle):
        settle_otherwise(order=order, agreed=Agreed(PAID_BACK, amount, reason))
    assert status_of(order) == statuses.REVIEW


def test_a_refund_that_fell_through_is_settled_once() -> None:
    order = a_paid_order()
    refund = give_back(order, 400)
    Refund.objects.update(state=Refund.State.FAILED)
    agreed = Agreed(PAID_BACK, 400, "Bank transfer")
    left = balance_of(order).left
    settle_failed_refund(refund=refund, agreed=agreed)
    assert balance_of(order).left == left - 400
    with pytest.raises(CannotSettle):
        settle_failed_refund(refund=refund, agreed=agreed)


def test_takings_are_net_of_a_lost_dispute_and_of_what_was_paid_by_hand() -> None:
    order = partly_lost()
    settle_otherwise(order=order, agreed=Agreed(LOSS, 500, "borne"))
    assert takings(Order.objects.all()) == order.total_incl_tax - 5
    assert Dispute.objects.get().pounds == 5


def test_staff_settle_on_the_money_page(cleo: Any) -> None:
    cleo.groups.add(owner_group())
    staff, order = signed_in(cleo), partly_lost()
    page = f"/office/orders/{order.number}/"
    assert "Settle otherwise" in staff.get(page).content.decode()
    sent = {"kind": LOSS, "amount": "5.00", "reason": "Sent anyway"}
    assert staff.post(f"{page}settle/", sent, follow=True).status_code == 200
    assert status_of(order) == statuses.PAID
    text = staff.get(page).content.decode()
    assert "Sent anyway" in text and "dispute partly lost" in text


def test_packers_settle_nothing(cleo: Any) -> None:
    cleo.groups.add(shopkeeper_group())
    order = partly_lost()
    url = f"/office/orders/{order.number}/settle/"
    assert signed_in(cleo).post(url, {"kind": LOSS, "amount": "5", "reason": "x"}).status_code == 302
    assert status_of(order) == statuses.REVIEW
