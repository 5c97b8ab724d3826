"""A key that can't begin a payment any more is replaced by another attempt with a new one (T1u)."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from shop.order import statuses
from shop.payment import gateway
from shop.payment.models import PaymentAttempt, SimulatedObject
from shop.payment.services import PaymentsUnavailable, cancel_attempt, sweep_payments, sync_attempt
from shop.payment.simulator import faults
from tests.support.factories import a_product
from tests.support.purchases import an_order, started, tries_card

pytestmark = pytest.mark.django_db
CREATE = "/v1/payment_intents"
State = PaymentAttempt.State


def an_order_stripe_failed_at() -> Any:
    """Stripe answered 500 to its payment and repeats that for the same key."""
    order = an_order(a_product(stock=1))
    faults.expect("kept_error", path=CREATE)
    with pytest.raises(PaymentsUnavailable):
        started(order)
    return order


def states(order: Any) -> list[str]:
    return list(order.payment_attempts.values_list("state", flat=True))


def intents_made() -> int:
    return SimulatedObject.objects.filter(kind="payment_intent").count()


def test_the_key_of_a_failure_gets_the_same_failure_again() -> None:
    attempt = an_order_stripe_failed_at().payment_attempts.get()
    given: Any = {"key": str(attempt.key), "amount": attempt.amount_minor, "currency": "gbp"}
    names = {"order_number": attempt.order.number, "attempt_id": str(attempt.pk), "site": "http://testserver"}
    with pytest.raises(gateway.GatewayError):
        gateway.create_intent(**given, metadata=names, description=f"Order {attempt.order.number}")
    assert intents_made() == 0


def test_the_next_press_pays_with_another_attempt() -> None:
    order = an_order_stripe_failed_at()
    attempt = started(order)
    tries_card(attempt)
    sync_attempt(attempt=attempt)
    order.refresh_from_db()
    assert (states(order), order.status) == ([State.FAILED, State.SUCCEEDED], statuses.PAID)


def test_what_stripe_made_in_spite_of_its_failure_is_found() -> None:
    order = an_order()
    faults.expect("drop", path=CREATE)
    with pytest.raises(PaymentsUnavailable):
        started(order)
    PaymentAttempt.objects.update(last_error="stripe_failed")
    assert (started(order).number, intents_made()) == (1, 1)


def test_after_a_day_a_payment_is_looked_up_and_its_key_not_used_again() -> None:
    order = an_order()
    faults.expect("drop", path=CREATE)
    with pytest.raises(PaymentsUnavailable):
        started(order)
    PaymentAttempt.objects.update(created_at=timezone.now() - timedelta(days=2))
    SimulatedObject.objects.filter(kind="payment_intent").update(data={})  # not on the list any more
    assert (started(order).number, states(order)) == (2, [State.FAILED, State.OPEN])


def test_it_has_no_longer_to_live_than_the_first() -> None:
    order = an_order_stripe_failed_at()
    started(order)
    first, second = order.payment_attempts.all()
    assert first.expires_at == second.expires_at


def test_a_payment_that_never_began_is_given_up_without_one() -> None:
    order = an_order_stripe_failed_at()
    assert cancel_attempt(attempt=order.payment_attempts.get()).state == State.CANCELED
    order.refresh_from_db()
    assert (order.status, intents_made()) == (statuses.CANCELLED, 0)


def test_the_sweep_frees_the_goods_within_two_ticks_though_the_failure_is_kept() -> None:
    order = an_order()
    PaymentAttempt.objects.update(expires_at=timezone.now())
    faults.expect("kept_error", path=CREATE)
    assert [dict(sweep_payments()) for _ in range(2)] == [{"without an answer": 1}, {"expired": 1}]
    assert states(order) == [State.CANCELED]


def test_attempts_come_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    order = an_order()

    def fails(**_: Any) -> None:
        raise gateway.ServerFailed

    monkeypatch.setattr(gateway, "create_intent", fails)
    for _ in range(9):
        with pytest.raises(PaymentsUnavailable):
            started(order)
    assert order.payment_attempts.count() == 5
