"""What becomes of a payment: `settle` asks Stripe and records it, however often it is called."""

import pytest
from django.core import mail

from shop.mail import switches
from shop.mail.models import OutboxEmail
from shop.order import statuses
from shop.order.services import release_order
from shop.payment.models import PaymentAttempt, SimulatedObject, Source
from shop.payment.services import PaymentsUnavailable, sync_attempt
from shop.payment.simulator import faults, intents
from tests.support.factories import a_product
from tests.support.purchases import a_code, an_order, started, tries_card

pytestmark = pytest.mark.django_db
State = PaymentAttempt.State


def paid_attempt(**wrong: object) -> PaymentAttempt:
    """An attempt that Stripe says is paid, with whatever is wrong about it."""
    attempt = started(an_order())
    tries_card(attempt)
    row = SimulatedObject.objects.get(pk=attempt.intent_id)
    row.data |= wrong
    row.save()
    return attempt


def status_of(attempt: PaymentAttempt) -> str:
    attempt.order.refresh_from_db()
    return str(attempt.order.status)


def test_a_succeeded_payment_makes_the_order_paid() -> None:
    attempt = paid_attempt()
    assert sync_attempt(attempt=attempt).state == State.SUCCEEDED
    assert status_of(attempt) == statuses.PAID


def test_settling_again_changes_nothing(django_capture_on_commit_callbacks: object) -> None:
    attempt = paid_attempt()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        for _ in range(3):
            sync_attempt(attempt=PaymentAttempt.objects.get(pk=attempt.pk))
    assert (len(mail.outbox), Source.objects.count()) == (1, 1)
    assert attempt.order.payment_events.count() == 1
    assert attempt.order.status_changes.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"amount_received": 1}, {"amount_received": 999999}, {"currency": "eur"}, {"livemode": True}]
)
def test_money_that_isnt_what_was_owed_goes_to_review(wrong: dict[str, object]) -> None:
    attempt = paid_attempt(**wrong)
    sync_attempt(attempt=attempt)
    assert status_of(attempt) == statuses.REVIEW
    assert attempt.order.notes.count() == 1
    assert mail.outbox == []


def test_a_second_payment_for_an_order_goes_to_review() -> None:
    attempt = paid_attempt()
    sync_attempt(attempt=attempt)
    second = PaymentAttempt.objects.create(
        order=attempt.order, number=2, amount_minor=attempt.amount_minor, expires_at=attempt.expires_at
    )
    tries_card(started(attempt.order) if attempt.order.status == statuses.PENDING else _with_intent(second))
    sync_attempt(attempt=PaymentAttempt.objects.get(pk=second.pk))
    assert status_of(attempt) == statuses.REVIEW


def _with_intent(attempt: PaymentAttempt) -> PaymentAttempt:
    from shop.payment.services.intents import find_or_create

    find_or_create(attempt)
    return attempt


def test_a_payment_in_processing_waits() -> None:
    attempt = started(an_order())
    tries_card(attempt, "processing")
    assert sync_attempt(attempt=attempt).state == State.PROCESSING
    assert status_of(attempt) == statuses.PENDING


def test_a_declined_card_leaves_the_order_open_and_is_counted_once() -> None:
    attempt = started(an_order())
    tries_card(attempt, "declined")
    for _ in range(2):
        attempt = sync_attempt(attempt=attempt)
    assert (attempt.state, attempt.last_error) == (State.OPEN, "generic_decline")
    assert attempt.declines.count() == 1


@pytest.mark.parametrize(("on", "queued"), [(True, 1), (False, 0)])
def test_a_declined_buyer_is_emailed_where_that_is_on(on: bool, queued: int) -> None:
    switches.switch(kind="order.unpaid", on=on)
    attempt = started(an_order())
    tries_card(attempt, "declined")
    sync_attempt(attempt=attempt)
    assert OutboxEmail.objects.filter(kind="order.unpaid").count() == queued


def test_without_an_answer_nothing_changes() -> None:
    attempt = paid_attempt()
    faults.expect("lost", path=f"/v1/payment_intents/{attempt.intent_id}")
    with pytest.raises(PaymentsUnavailable):
        sync_attempt(attempt=attempt)
    assert status_of(attempt) == statuses.PENDING


def test_late_money_takes_the_goods_again() -> None:
    product = a_product(stock=1)
    attempt = started(an_order(product))
    release_order(order=attempt.order)
    tries_card(attempt)
    sync_attempt(attempt=attempt)
    assert status_of(attempt) == statuses.PAID
    assert product.stockrecords.get().num_allocated == 1


def late(attempt: PaymentAttempt) -> None:
    release_order(order=attempt.order)
    tries_card(attempt)
    sync_attempt(attempt=attempt)


def test_late_money_takes_the_code_again() -> None:
    code = a_code()
    attempt = started(an_order(code=code))
    late(attempt)
    code.refresh_from_db()
    offer = code.offers.get()
    assert (status_of(attempt), code.num_orders, code.applications.count()) == (statuses.PAID, 1, 1)
    assert (offer.num_orders, offer.total_discount) == (1, code.total_discount)


def test_late_money_with_a_code_that_others_used_goes_to_review() -> None:
    code, product = a_code(), a_product(stock=5)
    attempt = started(an_order(product, code=code))
    release_order(order=attempt.order)
    an_order(product, code=code)
    tries_card(attempt)
    sync_attempt(attempt=attempt)
    assert (status_of(attempt), code.applications.count()) == (statuses.REVIEW, 1)
    assert product.stockrecords.get().num_allocated == 1


def test_late_money_for_goods_that_are_gone_goes_to_review() -> None:
    product = a_product(stock=1)
    attempt = started(an_order(product))
    release_order(order=attempt.order)
    an_order(product)
    tries_card(attempt)
    sync_attempt(attempt=attempt)
    assert status_of(attempt) == statuses.REVIEW
    assert product.stockrecords.get().num_allocated == 1


def test_each_failed_bank_check_is_counted_after_a_declined_card() -> None:
    attempt = started(an_order())
    tries_card(attempt, "declined")
    sync_attempt(attempt=attempt)
    for _ in range(6):
        found = tries_card(attempt, "3ds")
        intents.answer_bank(found["id"], client_secret=found["client_secret"], approved=False)
        sync_attempt(attempt=attempt)
    assert attempt.declines.count() == 7
