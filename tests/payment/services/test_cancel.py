"""Cancelling a payment: at Stripe first, then the order, and its stock and codes are released."""

from typing import Any

import pytest

from shop.order import statuses
from shop.payment.models import PaymentAttempt, SimulatedObject
from shop.payment.services import PaymentsUnavailable, StillPaying, cancel_attempt
from shop.payment.simulator import faults, intents
from tests.support.factories import a_product
from tests.support.purchases import a_code, an_order, started, tries_card

pytestmark = pytest.mark.django_db
State = PaymentAttempt.State


def stands(order: Any) -> str:
    order.refresh_from_db()
    return str(order.status)


def test_stock_codes_and_counters_are_free_again() -> None:
    product, code = a_product(stock=1), a_code()
    order = an_order(product, code=code)
    offer = code.offers.get()
    assert (code.applications.count(), offer.num_orders) == (1, 1)
    cancel_attempt(attempt=started(order))
    code.refresh_from_db()
    offer.refresh_from_db()
    assert stands(order) == statuses.CANCELLED
    assert product.stockrecords.get().num_allocated == 0
    assert (code.applications.count(), code.num_orders, code.total_discount) == (0, 0, 0)
    assert (offer.num_applications, offer.num_orders, offer.total_discount) == (0, 0, 0)


def test_the_intent_is_cancelled_at_stripe() -> None:
    attempt = started(an_order())
    assert cancel_attempt(attempt=attempt).state == State.CANCELED
    assert intents.retrieve(str(attempt.intent_id))["status"] == "canceled"


def test_an_attempt_without_an_intent_makes_it_to_cancel_it() -> None:
    attempt = an_order().payment_attempts.get()
    cancel_attempt(attempt=attempt)
    intent = SimulatedObject.objects.get(kind="payment_intent")
    assert intent.data["status"] == "canceled"


def test_closing_twice_releases_once() -> None:
    product = a_product(stock=5)
    an_order(product)
    attempt = started(an_order(product))
    for _ in range(2):
        cancel_attempt(attempt=PaymentAttempt.objects.get(pk=attempt.pk))
    assert product.stockrecords.get().num_allocated == 1


def test_a_payment_that_came_through_meanwhile_is_kept() -> None:
    attempt = started(an_order())
    tries_card(attempt)
    with pytest.raises(StillPaying):
        cancel_attempt(attempt=attempt)
    assert stands(attempt.order) == statuses.PAID


def test_a_payment_in_processing_is_left_alone() -> None:
    attempt = started(an_order())
    tries_card(attempt, "processing")
    with pytest.raises(StillPaying):
        cancel_attempt(attempt=attempt)
    attempt.refresh_from_db()
    assert (attempt.state, stands(attempt.order)) == (State.PROCESSING, statuses.PENDING)


@pytest.mark.parametrize("fault", ["drop", "lost", "server_error"])
def test_without_stripes_answer_nothing_is_released_until_the_next_try(fault: str) -> None:
    product = a_product(stock=1)
    attempt = started(an_order(product))
    faults.expect(fault, path=f"/v1/payment_intents/{attempt.intent_id}/cancel")
    with pytest.raises(PaymentsUnavailable):
        cancel_attempt(attempt=attempt)
    assert product.stockrecords.get().num_allocated == 1
    cancel_attempt(attempt=PaymentAttempt.objects.get(pk=attempt.pk))
    assert (stands(attempt.order), product.stockrecords.get().num_allocated) == (statuses.CANCELLED, 0)


def test_a_refusal_that_is_over_doesnt_stand_in_the_way_of_the_next_try() -> None:
    attempt = started(an_order())
    tries_card(attempt, "processing")
    PaymentAttempt.objects.update(state=State.OPEN)  # nobody has told us yet
    with pytest.raises(StillPaying):
        cancel_attempt(attempt=PaymentAttempt.objects.get())
    refused_by_bank(attempt)
    PaymentAttempt.objects.update(state=State.OPEN)
    assert cancel_attempt(attempt=PaymentAttempt.objects.get()).state == State.CANCELED


def refused_by_bank(attempt: PaymentAttempt) -> None:
    row = SimulatedObject.objects.get(object_id=attempt.intent_id)
    row.data["status"] = "requires_payment_method"
    row.save()


def test_a_failure_that_stripe_keeps_doesnt_either() -> None:
    attempt = started(an_order())
    faults.expect("kept_error", path=f"/v1/payment_intents/{attempt.intent_id}/cancel")
    with pytest.raises(PaymentsUnavailable):
        cancel_attempt(attempt=attempt)
    assert cancel_attempt(attempt=PaymentAttempt.objects.get()).state == State.CANCELED
