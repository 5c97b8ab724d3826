"""Each way to pay, with its states: at once, over a page of its own, processing, refused, refunded."""

from typing import Any

import pytest
from django.utils import timezone

from shop.order import statuses
from shop.order.models import Order
from shop.payment import gateway
from shop.payment.models import PaymentAttempt, Refund
from shop.payment.services import apply_refund, sweep_payments, sync_attempt
from shop.payment.simulator import intents, refunds
from shop.payment.simulator.errors import SimulatedError
from shop.settings.payment_checks import METHODS
from tests.payment.refunds import give_back
from tests.support.purchases import an_order, started

pytestmark = pytest.mark.django_db
State = PaymentAttempt.State
ALL, REDIRECTS = sorted(METHODS), ["klarna", "paypal"]


@pytest.fixture
def attempt(settings: Any) -> PaymentAttempt:
    settings.STRIPE_METHODS = ALL
    return started(an_order())


def confirms(attempt: PaymentAttempt, method: str, outcome: str = "approve", *, agrees: bool = True) -> None:
    """What the shopper does; for PayPal and Klarna on a page of theirs."""
    name = str(attempt.intent_id)
    secret = intents.retrieve(name)["client_secret"]
    intent = intents.confirm(name, client_secret=secret, outcome=outcome, method=method)
    assert (intent["status"] == "requires_action") == (method in REDIRECTS)
    if method in REDIRECTS:
        assert sync_attempt(attempt=attempt).awaits_bank
        intents.answer_bank(name, client_secret=secret, approved=agrees)


def now_is(attempt: PaymentAttempt) -> tuple[State, str]:
    found = sync_attempt(attempt=PaymentAttempt.objects.get(pk=attempt.pk))
    return State(found.state), Order.objects.get(pk=attempt.order_id).status


@pytest.mark.parametrize("method", ALL)
def test_it_pays_the_order(attempt: PaymentAttempt, method: str) -> None:
    confirms(attempt, method)
    assert now_is(attempt) == (State.SUCCEEDED, statuses.PAID)


@pytest.mark.parametrize("method", ALL)
def test_refused_it_leaves_the_order_to_pay_another_way(attempt: PaymentAttempt, method: str) -> None:
    confirms(attempt, method, "declined")
    assert now_is(attempt) == (State.OPEN, statuses.PENDING)
    confirms(attempt, "card")
    assert now_is(attempt) == (State.SUCCEEDED, statuses.PAID)


@pytest.mark.parametrize("method", REDIRECTS)
def test_a_shopper_who_turns_back_has_not_paid(attempt: PaymentAttempt, method: str) -> None:
    confirms(attempt, method, agrees=False)
    assert now_is(attempt) == (State.OPEN, statuses.PENDING)
    assert PaymentAttempt.objects.get().last_error == "payment_method_customer_decline"


@pytest.mark.parametrize("method", ALL)
def test_processing_is_neither_paid_nor_ended(
    attempt: PaymentAttempt, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirms(attempt, method, "processing")
    assert now_is(attempt) == (State.PROCESSING, statuses.PENDING)
    PaymentAttempt.objects.update(expires_at=timezone.now())
    monkeypatch.setattr(intents, "PROCESSING_SECONDS", 3600)
    sweep_payments()
    assert now_is(attempt) == (State.PROCESSING, statuses.PENDING)
    monkeypatch.setattr(intents, "PROCESSING_SECONDS", -1)
    assert now_is(attempt) == (State.SUCCEEDED, statuses.PAID)


@pytest.mark.parametrize("method", ALL)
def test_its_refund_may_take_a_while(attempt: PaymentAttempt, method: str) -> None:
    confirms(attempt, method)
    now_is(attempt)
    refunds.expect("pending")
    refund = give_back(Order.objects.get(), 500)
    assert refund.state == Refund.State.PENDING
    refunds.finish(str(refund.refund_id), "succeeded")
    apply_refund(gateway.retrieve_refund(str(refund.refund_id)))
    assert Refund.objects.get().state == Refund.State.SUCCEEDED


@pytest.mark.parametrize("method", REDIRECTS)
def test_a_shopper_who_never_comes_back_lets_the_order_expire(attempt: PaymentAttempt, method: str) -> None:
    name = str(attempt.intent_id)
    secret = intents.retrieve(name)["client_secret"]
    intents.confirm(name, client_secret=secret, outcome="approve", method=method)
    PaymentAttempt.objects.update(expires_at=timezone.now())
    sweep_payments()
    assert now_is(attempt) == (State.CANCELED, statuses.CANCELLED)
    intent = intents.answer_bank(name, client_secret=secret, approved=True)
    assert intent["status"] == "canceled"


def test_a_method_that_the_setting_lacks_is_refused(settings: Any) -> None:
    settings.STRIPE_METHODS = ["card"]
    with pytest.raises(SimulatedError, match="incompatible"):
        confirms(started(an_order()), "paypal")
