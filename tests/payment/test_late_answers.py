"""Stripe's answer to the first click comes after the payment was cancelled: it can't be paid any more."""

from collections.abc import Callable
from typing import Any

import pytest

from shop.order import statuses
from shop.payment import gateway
from shop.payment.models import PaymentAttempt, SimulatedObject
from shop.payment.services import PaymentsUnavailable, cancel_attempt
from shop.payment.services.intents import find_or_create
from tests.support.purchases import an_order, started

pytestmark = pytest.mark.django_db
State = PaymentAttempt.State


def meanwhile(monkeypatch: pytest.MonkeyPatch, deed: Callable[[], object]) -> None:
    """Something else happens while Stripe creates the first click's PaymentIntent, not yet listed."""
    create, looked_up = gateway.create_intent, gateway.list_intents

    def slow(**given: Any) -> gateway.Intent:
        monkeypatch.setattr(gateway, "create_intent", create)
        monkeypatch.setattr(gateway, "list_intents", lambda **of: [])
        deed()
        monkeypatch.setattr(gateway, "list_intents", looked_up)
        return create(**given)

    monkeypatch.setattr(gateway, "create_intent", slow)


def status_of_intents() -> set[str]:
    return {row.data["status"] for row in SimulatedObject.objects.filter(kind="payment_intent")}


def test_after_another_attempt_was_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    order = an_order()

    def press_again() -> None:
        PaymentAttempt.objects.update(last_error="stripe_failed")
        assert started(order).number == 2

    meanwhile(monkeypatch, press_again)
    with pytest.raises(PaymentsUnavailable):
        started(order)
    assert list(order.payment_attempts.values_list("state", flat=True)) == [State.FAILED, State.OPEN]
    assert status_of_intents() == {"canceled", "requires_payment_method"}


def test_after_the_basket_was_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    order = an_order()

    def give_up() -> None:
        PaymentAttempt.objects.update(last_error="stripe_failed")
        cancel_attempt(attempt=PaymentAttempt.objects.get())

    meanwhile(monkeypatch, give_up)
    with pytest.raises(PaymentsUnavailable):
        started(order)
    order.refresh_from_db()
    assert (order.status, status_of_intents()) == (statuses.CANCELLED, {"canceled"})


def test_what_came_meanwhile_is_cancelled_by_the_next_try(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    order = an_order()
    PaymentAttempt.objects.update(last_error="stripe_failed")

    def none_yet(**_: Any) -> list[gateway.Intent]:
        """Nothing on the list, and then the first click's answer is stored."""
        PaymentAttempt.objects.update(last_error="")
        find_or_create(PaymentAttempt.objects.get())
        return []

    monkeypatch.setattr(gateway, "list_intents", none_yet)
    with pytest.raises(PaymentsUnavailable):
        cancel_attempt(attempt=PaymentAttempt.objects.get())
    assert cancel_attempt(attempt=PaymentAttempt.objects.get()).state == State.CANCELED
    order.refresh_from_db()
    assert (order.status, status_of_intents()) == (statuses.CANCELLED, {"canceled"})
