"""Money going back: asked once, recorded by Stripe's id, its effects once, however often we hear of it."""

import uuid
from typing import Any

import pytest
from django.core import mail
from django.db import transaction

from shop.order import statuses
from shop.order.dispatch import CannotDispatch
from shop.payment.models import Refund, SimulatedObject, Source
from shop.payment.services import (
    CannotRefund,
    RefundQuantity,
    balance_of,
    sweep_payments,
)
from shop.payment.simulator import faults, refunds
from tests.payment.events import tell
from tests.payment.refunds import (
    REFUNDS,
    at_stripe,
    give_back,
    later,
    made_at_stripe,
    sent,
    status_of,
)
from tests.support.purchases import a_paid_order, the_payment

pytestmark = pytest.mark.django_db


def test_a_partial_refund_leaves_the_order_to_be_sent() -> None:
    order = a_paid_order()
    refund = give_back(order, 400)
    assert (refund.state, status_of(order)) == (Refund.State.SUCCEEDED, statuses.PAID)
    assert (balance_of(order).given_back, balance_of(order).state) == (400, "part-refunded")
    assert Source.objects.get().amount_refunded == 4
    sent(order)


def test_a_double_click_refunds_once() -> None:
    order, key = a_paid_order(), uuid.uuid4()
    assert give_back(order, 400, key=key) == give_back(order, 400, key=key)
    assert (Refund.objects.count(), made_at_stripe()) == (1, 1)


@pytest.mark.parametrize("amount", [0, -1, 10**6])
def test_more_than_is_left_is_refused_before_stripe_is_asked(amount: int) -> None:
    order = a_paid_order()
    with pytest.raises(CannotRefund):
        give_back(order, amount)
    assert (Refund.objects.count(), made_at_stripe()) == (0, 0)


def test_a_refund_without_an_answer_counts_as_given() -> None:
    order = sent(a_paid_order())
    faults.expect("drop", path=REFUNDS)
    left = balance_of(order).left
    assert give_back(order, 400).state == Refund.State.NEW
    with pytest.raises(CannotRefund):
        give_back(order, left)
    assert balance_of(order).left == left - 400


@pytest.mark.parametrize("fault", ["drop", "lost", "server_error", "rate_limit"])
def test_the_sweep_finds_the_lost_answer_and_refunds_once(fault: str) -> None:
    order = a_paid_order()
    faults.expect(fault, path=REFUNDS)
    refund = give_back(order, 400)
    later(minutes=3)
    sweep_payments()
    refund.refresh_from_db()
    assert (refund.state, made_at_stripe()) == (Refund.State.SUCCEEDED, 1)


def test_the_event_finds_the_refund_whose_answer_was_lost() -> None:
    order = a_paid_order()
    faults.expect("drop", path=REFUNDS)
    refund = give_back(order, 400)
    assert tell("refund.created", SimulatedObject.objects.get(kind="refund").object_id) == 200
    refund.refresh_from_db()
    assert (refund.state, Refund.objects.count()) == (Refund.State.SUCCEEDED, 1)


def test_after_a_day_a_lost_refund_is_looked_up_and_never_sent_again() -> None:
    order = a_paid_order()
    faults.expect("lost", path=REFUNDS)
    refund = give_back(order, 400)
    later(hours=24)
    assert sweep_payments()["refund given up"] == 1
    refund.refresh_from_db()
    assert (refund.state, made_at_stripe(), order.notes.count()) == (Refund.State.FAILED, 0, 1)


def test_what_stripe_refuses_outright_has_not_happened() -> None:
    order = sent(a_paid_order())
    at_stripe(order, balance_of(order).received)
    refund = give_back(order, 400)
    assert (refund.state, refund.failure) == (Refund.State.FAILED, "charge_already_refunded")
    assert balance_of(order).given_back == 0


def test_a_refund_made_at_stripe_appears_once_however_often_we_hear_of_it() -> None:
    order = a_paid_order()
    refund_id = at_stripe(order, 400)
    for kind in ("refund.created", "charge.refund.updated", "refund.updated"):
        assert tell(kind, refund_id) == 200
    assert tell("charge.refunded", the_payment(order).charge_id) == 200
    assert (Refund.objects.get().amount_minor, status_of(order)) == (400, statuses.PAID)
    assert Source.objects.get().transactions.filter(txn_type="Refund").count() == 1
    left = balance_of(order).left
    with pytest.raises(CannotRefund, match=f"£{left / 100:.2f}"):
        give_back(order, left + 1)


def test_a_refund_known_before_its_payment_settles_the_payment_first() -> None:
    order = a_paid_order()
    attempt = the_payment(order)
    refund_id = at_stripe(order, 400)
    forget_the_payment(order)
    assert tell("refund.created", refund_id) == 200
    assert (status_of(order), Refund.objects.get().attempt) == (statuses.PAID, attempt)


def forget_the_payment(order: Any) -> None:
    """As if the events of the payment were still on their way."""
    type(order).objects.update(status=statuses.PENDING)
    order.payment_attempts.update(state="open", received_minor=0, charge_id="")
    Source.objects.all().delete()


def test_states_only_go_forward() -> None:
    refunds.expect("pending")
    order = a_paid_order()
    refund = give_back(order, 400)
    assert refund.state == Refund.State.PENDING
    refunds.finish(str(refund.refund_id), "succeeded")
    tell("refund.updated", str(refund.refund_id))
    SimulatedObject.objects.filter(pk=refund.refund_id).update(data=_as_pending(str(refund.refund_id)))
    tell("refund.created", str(refund.refund_id))
    refund.refresh_from_db()
    assert refund.state == Refund.State.SUCCEEDED


def _as_pending(refund_id: str) -> dict[str, Any]:
    return SimulatedObject.objects.get(pk=refund_id).data | {"status": "pending"}


def test_a_refund_that_fails_later_is_ours_again_and_staff_are_told() -> None:
    refunds.expect("pending")
    order = a_paid_order()
    refund = give_back(order, 400)
    refunds.finish(str(refund.refund_id), "failed", "expired_or_canceled_card")
    tell("refund.failed", str(refund.refund_id))
    assert balance_of(order).given_back == 0
    assert Source.objects.get().amount_refunded == 0
    assert "expired_or_canceled_card" in order.notes.get().message


def test_the_buyer_is_told_once(django_capture_on_commit_callbacks: Any) -> None:
    order = a_paid_order()
    with django_capture_on_commit_callbacks(execute=True):
        refund = give_back(order, 400, RefundQuantity(order.lines.get(), 1, restock=False))
        tell("refund.updated", str(refund.refund_id))
    assert [message.subject for message in mail.outbox] == [f"Your refund for order {order.number}"]
    assert "£4.00" in mail.outbox[0].body and "1 × Sunflower oil" in mail.outbox[0].body


def test_nothing_leaves_while_a_refund_has_no_answer() -> None:
    order = a_paid_order()
    faults.expect("drop", path=REFUNDS)
    give_back(order, 400)
    with pytest.raises(CannotDispatch), transaction.atomic():
        sent(order)
    later(minutes=3)
    sweep_payments()
    sent(order)


def test_a_refund_of_another_shop_is_none_of_ours() -> None:
    assert tell("refund.created", "re_unknown") == 200
    assert tell("charge.refunded", "ch_unknown") == 200
    assert Refund.objects.count() == 0


def test_when_stripe_cant_be_asked_the_refunds_event_is_sent_again() -> None:
    order = a_paid_order()
    refund_id = at_stripe(order, 400)
    faults.expect("lost", path=f"{REFUNDS}/{refund_id}")
    assert [tell("refund.created", refund_id) for _ in range(2)] == [503, 200]
    assert Refund.objects.count() == 1
