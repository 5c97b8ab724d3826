"""A payment that Stripe doesn’t know with today's keys: neither paid nor free, so people look at it."""

from typing import Any

import pytest

from shop.order import statuses
from shop.payment.models import PaymentAttempt, SimulatedObject
from shop.payment.services import PaymentsUnavailable, cancel_attempt, sweep_payments, sync_attempt
from tests.support.factories import a_product
from tests.support.purchases import an_order, started, tries_card

pytestmark = pytest.mark.django_db
State = PaymentAttempt.State


def of_other_keys() -> tuple[PaymentAttempt, dict[str, Any]]:
    """An attempt that was made with other keys, and its PaymentIntent over there."""
    attempt = started(an_order(a_product(stock=1)))
    row = SimulatedObject.objects.get(object_id=attempt.intent_id)
    row.delete()
    return attempt, {"object_id": attempt.intent_id, "kind": "payment_intent", "data": row.data}


def held(attempt: PaymentAttempt) -> tuple[str, int]:
    order = type(attempt.order).objects.get(pk=attempt.order_id)
    return order.status, order.lines.get().stockrecord.num_allocated


def test_it_goes_to_review_with_its_goods_and_says_why() -> None:
    attempt, _ = of_other_keys()
    assert sync_attempt(attempt=attempt).state == State.FAILED
    assert held(attempt) == (statuses.REVIEW, 1)
    assert "keys or account" in attempt.order.notes.get().message


def test_the_sweep_doesnt_ask_for_it_for_ever() -> None:
    of_other_keys()
    PaymentAttempt.objects.update(updated_at="2020-01-01T00:00Z", expires_at="2020-01-01T00:00Z")
    assert [dict(sweep_payments()) for _ in range(2)] == [{"settled": 1}, {}]


def test_giving_it_up_frees_nothing() -> None:
    attempt, _ = of_other_keys()
    with pytest.raises(PaymentsUnavailable):
        cancel_attempt(attempt=attempt)
    assert held(attempt) == (statuses.REVIEW, 1)


def test_a_shopper_who_presses_again_is_told_that_we_cant_take_it() -> None:
    attempt, _ = of_other_keys()
    with pytest.raises(PaymentsUnavailable):
        started(attempt.order)
    assert held(attempt) == (statuses.REVIEW, 1)


def test_with_the_old_keys_back_its_money_counts() -> None:
    attempt, there = of_other_keys()
    sync_attempt(attempt=attempt)
    SimulatedObject.objects.create(**there)
    tries_card(attempt)
    sync_attempt(attempt=PaymentAttempt.objects.get(pk=attempt.pk))
    assert held(attempt) == (statuses.PAID, 1)
