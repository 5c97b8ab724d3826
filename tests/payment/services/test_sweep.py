"""The sweep applies what no webhook reported, and cancels what has expired."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from shop.order import statuses
from shop.payment import gateway
from shop.payment.models import PaymentAttempt, Refund
from shop.payment.services import RefundRequest, refund_payment, sweep_payments
from shop.payment.simulator import faults
from tests.support.factories import a_product
from tests.support.purchases import a_code, a_paid_order, an_order, started, tries_card

pytestmark = pytest.mark.django_db


def later(attempt: PaymentAttempt, minutes: int) -> None:
    """As if so much time had gone by since."""
    back = timedelta(minutes=minutes)
    rows = PaymentAttempt.objects.filter(pk=attempt.pk)
    rows.update(updated_at=attempt.updated_at - back, expires_at=attempt.expires_at - back)


def status_of(attempt: PaymentAttempt) -> str:
    attempt.order.refresh_from_db()
    return str(attempt.order.status)


def test_a_payment_nobody_told_us_of_is_settled_after_two_minutes() -> None:
    attempt = started(an_order())
    tries_card(attempt)
    assert not sweep_payments()
    later(attempt, 2)
    assert sweep_payments() == {"settled": 1}
    assert status_of(attempt) == statuses.PAID


def test_after_half_an_hour_an_unpaid_order_gives_everything_back() -> None:
    product, code = a_product(stock=1), a_code()
    attempt = started(an_order(product, code=code))
    later(attempt, 29)
    assert sweep_payments() == {"open": 1}
    attempt.refresh_from_db()
    later(attempt, 2)
    assert sweep_payments() == {"expired": 1}
    assert status_of(attempt) == statuses.CANCELLED
    assert (product.stockrecords.get().num_allocated, code.applications.count()) == (0, 0)


def test_a_card_charged_in_the_last_second_wins() -> None:
    attempt = started(an_order())
    tries_card(attempt)
    later(attempt, 31)
    assert sweep_payments() == {"settled": 1}
    assert status_of(attempt) == statuses.PAID


def test_processing_never_expires() -> None:
    attempt = started(an_order())
    tries_card(attempt, "processing")
    later(attempt, 600)
    assert sweep_payments() == {"processing": 1}
    assert status_of(attempt) == statuses.PENDING


def test_an_order_whose_page_was_closed_before_the_intent_existed_expires_too() -> None:
    attempt = an_order().payment_attempts.get()
    later(attempt, 31)
    assert sweep_payments() == {"expired": 1}


def test_one_payment_without_an_answer_doesnt_stop_the_others() -> None:
    silent, fine = started(an_order()), started(an_order(a_product("Other oil")))
    for attempt in (silent, fine):
        tries_card(attempt)
        later(attempt, 3)
    faults.expect("lost", path=f"/v1/payment_intents/{silent.intent_id}")
    assert sweep_payments() == {"without an answer": 1, "settled": 1}
    assert sweep_payments() == {"settled": 1}


def test_staff_learn_once_of_a_payment_that_the_bank_sits_on() -> None:
    attempt = started(an_order())
    tries_card(attempt, "processing")
    PaymentAttempt.objects.update(created_at=timezone.now() - timedelta(hours=2))
    for _ in range(2):
        later(PaymentAttempt.objects.get(), 3)
        sweep_payments()
    assert "over an hour" in attempt.order.notes.get().message


def test_cards_tried_past_the_limit_end_the_payment_without_an_event() -> None:
    attempt = started(an_order())
    for number in range(6):
        attempt.declines.create(reference=f"ch_{number}", code="generic_decline")
    later(attempt, 3)
    assert sweep_payments() == {"expired": 1}


def test_when_stripe_is_away_the_sweep_leaves_the_worker_to_others() -> None:
    attempts = [started(an_order(a_product(f"Oil {number}"))) for number in range(5)]
    for attempt in attempts:
        later(attempt, 3)
        faults.expect("lost", path=f"/v1/payment_intents/{attempt.intent_id}")
    assert sweep_payments() == {"without an answer": 3, "left for later": 2}
    for attempt in attempts[:3]:
        faults.take(f"/v1/payment_intents/{attempt.intent_id}")
    assert sweep_payments()["left for later"] == 0


def test_refunds_without_an_answer_dont_stand_before_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    orders = [a_paid_order(a_product(f"Oil {number}")) for number in range(4)]
    for order in orders:
        faults.expect("lost", path="/v1/refunds")
        refund_payment(attempt=order.payment_attempts.get(), key=uuid4(), amount=100, asked=RefundRequest())
    Refund.objects.update(updated_at=timezone.now() - timedelta(minutes=3))
    asked = []

    def silent(**of: Any) -> None:
        asked.append(of["payment_intent"])
        raise gateway.OutcomeUnknown

    monkeypatch.setattr(gateway, "list_refunds", silent)
    for _ in range(2):
        sweep_payments()
    assert set(asked) == {order.payment_attempts.get().intent_id for order in orders}


def test_a_refund_that_stripe_doesnt_know_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    order = a_paid_order()
    faults.expect("lost", path="/v1/refunds")
    refund_payment(attempt=order.payment_attempts.get(), key=uuid4(), amount=100, asked=RefundRequest())
    Refund.objects.update(updated_at=timezone.now() - timedelta(minutes=3))

    def unknown(**_: Any) -> None:
        raise gateway.NotFound("resource_missing")

    monkeypatch.setattr(gateway, "list_refunds", unknown)
    assert sweep_payments() == {"refund unknown at Stripe": 1}
    assert (Refund.objects.get().state, order.notes.count()) == ("failed", 1)


def test_with_payments_off_what_is_under_way_still_ends(settings: Any) -> None:
    later(started(an_order()), 31)
    settings.PAYMENTS, settings.STRIPE_SECRET_KEY = "off", "rk_test_1"
    assert sweep_payments() == {"expired": 1}


def test_the_command_says_what_it_did(capsys: Any) -> None:
    later(started(an_order()), 31)
    call_command("sweep_payments", "--dry-run")
    assert "open" in capsys.readouterr().out
    call_command("sweep_payments")
    assert "1 expired" in capsys.readouterr().out


def test_a_failure_is_an_error_exit(monkeypatch: pytest.MonkeyPatch) -> None:
    later(started(an_order()), 31)
    monkeypatch.setattr("shop.payment.services.sweep.sync_attempt", lambda **_: 1 / 0)
    with pytest.raises(CommandError, match="1 payments"):
        call_command("sweep_payments")


def test_with_payments_off_nothing_is_swept(settings: Any) -> None:
    later(started(an_order()), 31)
    settings.PAYMENTS = "off"
    assert not sweep_payments()


def test_hashes_of_visitors_are_forgotten_after_a_day() -> None:
    attempt = started(an_order())
    PaymentAttempt.objects.update(session_hash="x", updated_at=timezone.now() - timedelta(days=2))
    tries_card(attempt)
    sweep_payments()
    PaymentAttempt.objects.update(updated_at=timezone.now() - timedelta(days=2))
    sweep_payments()
    assert PaymentAttempt.objects.get().session_hash == ""
