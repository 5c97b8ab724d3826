"""Starting a payment: one PaymentIntent an attempt, whatever gets lost on the way."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shop.order import statuses
from shop.payment.models import Decline, PaymentAttempt, SimulatedObject
from shop.payment.services import (
    ClientKeys,
    PaymentsUnavailable,
    TooManyDeclines,
    start_payment,
    sync_attempt,
)
from shop.payment.simulator import faults
from tests.payment.events import tell
from tests.support.factories import a_product
from tests.support.purchases import an_order, started, tries_card

pytestmark = pytest.mark.django_db
CREATE = "/v1/payment_intents"


def intents_made() -> int:
    return SimulatedObject.objects.filter(kind="payment_intent").count()


def test_the_intent_asks_for_exactly_the_total_in_pence() -> None:
    order = an_order(a_product(price="8.50"))
    assert start_payment(order=order, visitor=ClientKeys()).amount == int(order.total_incl_tax * 100) == 1245


def test_starting_twice_finds_the_same_intent() -> None:
    order = an_order()
    assert started(order).intent_id == started(order).intent_id
    assert intents_made() == 1


@pytest.mark.parametrize("fault", ["drop", "lost", "server_error", "rate_limit"])
def test_after_a_lost_answer_the_same_key_finds_the_same_intent(fault: str) -> None:
    order = an_order()
    faults.expect(fault, path=CREATE)
    with pytest.raises(PaymentsUnavailable):
        started(order)
    assert started(order).state == PaymentAttempt.State.OPEN
    assert intents_made() == 1


def test_what_stripe_refuses_outright_cancels_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    product = a_product()
    order = an_order(product)
    monkeypatch.setattr("shop.payment.simulator.intents.SMALLEST", 10**6)
    with pytest.raises(PaymentsUnavailable):
        started(order)
    order.refresh_from_db()
    assert (order.status, product.stockrecords.get().num_allocated) == (statuses.CANCELLED, 0)
    assert order.notes.count() == 1


def test_no_payment_starts_for_an_order_that_isnt_pending() -> None:
    attempt = started(an_order())
    tries_card(attempt)
    sync_attempt(attempt=attempt)
    attempt.order.refresh_from_db()
    with pytest.raises(PaymentsUnavailable):
        start_payment(order=attempt.order, visitor=ClientKeys())


def test_payments_may_be_switched_off(settings: object) -> None:
    settings.PAYMENTS = "off"  # type: ignore[attr-defined]
    with pytest.raises(PaymentsUnavailable):
        started(an_order())


def test_five_refused_cards_lock_an_order_for_a_quarter_of_an_hour() -> None:
    order = an_order()
    for _ in range(5):
        tries_card(started(order), "declined")
        sync_attempt(attempt=started_quietly(order))
    with pytest.raises(TooManyDeclines):
        started(order)
    Decline.objects.update(created_at=timezone.now() - timedelta(minutes=16))
    assert started(order).intent_id


def test_the_fifth_refusal_counts_though_nobody_told_us_of_it() -> None:
    attempt = started(an_order())
    for number in range(4):
        attempt.declines.create(reference=f"ch_{number}", code="generic_decline")
    tries_card(attempt, "declined")
    with pytest.raises(TooManyDeclines):
        started(attempt.order)


def test_whoever_goes_on_without_our_page_loses_the_payment() -> None:
    order = an_order()
    attempt = started(order)
    for _ in range(6):
        tries_card(attempt, "declined")
        assert tell("payment_intent.payment_failed", str(attempt.intent_id)) == 200
    order.refresh_from_db()
    assert (order.status, started_quietly(order).state) == (statuses.CANCELLED, PaymentAttempt.State.CANCELED)
    assert tries_card(attempt)["status"] == "canceled"


def test_five_refused_cards_end_nothing() -> None:
    attempt = started(an_order())
    for _ in range(5):
        tries_card(attempt, "declined")
        tell("payment_intent.payment_failed", str(attempt.intent_id))
    assert started_quietly(attempt.order).state == PaymentAttempt.State.OPEN


def started_quietly(order: object) -> PaymentAttempt:
    return PaymentAttempt.objects.get(order=order)


@pytest.mark.parametrize(("who", "most"), [({"session": "s"}, 10), ({"address": "a"}, 20)])
def test_a_browser_that_tries_many_orders_is_stopped(who: dict[str, str], most: int) -> None:
    attempt = started(an_order(), ClientKeys(**who))
    Decline.objects.bulk_create(
        Decline(attempt=attempt, reference=f"ch_{n}", code="generic_decline") for n in range(most)
    )
    other = an_order(a_product("Another"))
    with pytest.raises(TooManyDeclines):
        started(other, ClientKeys(**who))
    assert PaymentAttempt.objects.get(order=other).intent_id is None
