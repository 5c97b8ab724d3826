"""A second provider is a package: registered, it takes, cancels and refunds orders’ payments."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from inspect import signature
from typing import Any

import pytest

from shop.order import statuses
from shop.order.models import Order
from shop.payment import gateway, provider
from shop.payment.models import PaymentAttempt
from shop.payment.provider import Intent, Provider, Refund
from shop.payment.services import ClientKeys, cancel_attempt, start_payment, sync_attempt
from shop.payment.services.refunds.issue import RefundRequest, refund_payment
from tests.support.purchases import an_order

pytestmark = pytest.mark.django_db
State = PaymentAttempt.State


class Otherpay:
    """A provider in memory, with the calls of `shop.payment.provider.Provider` and nothing else."""

    def __init__(self) -> None:
        self.intents: dict[str, Intent] = {}
        self.refunds: dict[str, Refund] = {}

    def create_intent(self, *, key: str, amount: int, currency: str, metadata: Any, **_: Any) -> Intent:
        names = {"attempt_id": metadata["attempt_id"], "site": metadata["site"]}
        made = Intent(
            id=f"op_{len(self.intents)}",
            status="requires_payment_method",
            amount=amount,
            amount_received=0,
            currency=currency,
            livemode=False,
            client_secret=key,
            charge_id="",
            decline_code="",
            decline_reference="",
            **names,
        )
        return self.intents.setdefault(made.id, made)

    def retrieve_intent(self, intent_id: str) -> Intent:
        return self.intents[intent_id]

    def cancel_intent(self, intent_id: str, *, key: str) -> Intent:
        return self.becomes(intent_id, status="canceled")

    def list_intents(self, *, since: Any) -> list[Intent]:
        return list(self.intents.values())

    def create_refund(self, *, key: str, intent_id: str, amount: int, reason: str, metadata: Any) -> Refund:
        made = Refund(f"or_{key[:8]}", "succeeded", amount, "gbp", intent_id, key, reason, "")
        return self.refunds.setdefault(made.id, made)

    def retrieve_refund(self, refund_id: str) -> Refund:
        return self.refunds[refund_id]

    def list_refunds(self, *, payment_intent: str) -> list[Refund]:
        return [found for found in self.refunds.values() if found.intent_id == payment_intent]

    def becomes(self, intent_id: str, **changes: Any) -> Intent:
        self.intents[intent_id] = replace(self.intents[intent_id], **changes)
        return self.intents[intent_id]

    def takes(self, intent_id: str) -> None:
        amount = self.intents[intent_id].amount
        self.becomes(intent_id, status="succeeded", amount_received=amount, charge_id=f"ch_{intent_id}")


@pytest.fixture
def other() -> Iterator[Otherpay]:
    made = Otherpay()
    provider.register("otherpay", made)
    yield made
    del provider._providers["otherpay"]


CALLS = [name for name in vars(Provider) if not name.startswith("_")]


@pytest.mark.parametrize("name", CALLS)
def test_stripe_takes_the_calls_of_the_protocol(name: str) -> None:
    """By name and keyword: a call that the protocol allows is one that the gateway understands."""
    wanted = list(signature(getattr(Provider, name)).parameters.values())[1:]
    by_place = [part.name for part in wanted if part.kind is part.POSITIONAL_OR_KEYWORD]
    by_name = {part.name: part.name for part in wanted if part.kind is part.KEYWORD_ONLY}
    signature(getattr(gateway, name)).bind(*by_place, **by_name)


def started(other: Otherpay) -> PaymentAttempt:
    """An order's attempt that has begun at the other provider."""
    order = an_order()
    PaymentAttempt.objects.filter(order=order).update(provider="otherpay")
    start_payment(order=order, visitor=ClientKeys())
    attempt = PaymentAttempt.objects.get(order=order)
    assert attempt.intent_id in other.intents
    return attempt


def test_its_payment_makes_the_order_paid(other: Otherpay) -> None:
    attempt = started(other)
    other.takes(str(attempt.intent_id))
    assert sync_attempt(attempt=attempt).state == State.SUCCEEDED
    assert Order.objects.get(pk=attempt.order_id).status == statuses.PAID


def test_its_processing_waits_and_then_pays(other: Otherpay) -> None:
    attempt = started(other)
    other.becomes(str(attempt.intent_id), status="processing")
    assert sync_attempt(attempt=attempt).state == State.PROCESSING
    other.takes(str(attempt.intent_id))
    assert sync_attempt(attempt=attempt).state == State.SUCCEEDED


def test_a_cancelled_payment_frees_the_order(other: Otherpay) -> None:
    attempt = started(other)
    assert cancel_attempt(attempt=attempt).state == State.CANCELED
    assert other.intents[str(attempt.intent_id)].status == "canceled"
    assert Order.objects.get(pk=attempt.order_id).status == statuses.CANCELLED


def test_a_wrong_amount_goes_to_review(other: Otherpay) -> None:
    attempt = started(other)
    other.becomes(str(attempt.intent_id), status="succeeded", amount_received=1)
    sync_attempt(attempt=attempt)
    assert Order.objects.get(pk=attempt.order_id).status == statuses.REVIEW


def test_its_money_is_refunded_through_it(other: Otherpay) -> None:
    attempt = started(other)
    other.takes(str(attempt.intent_id))
    attempt = sync_attempt(attempt=attempt)
    refund = refund_payment(attempt=attempt, key=uuid.uuid4(), amount=100, asked=RefundRequest())
    assert other.refunds[str(refund.refund_id)].amount == 100
    assert refund.state == refund.State.SUCCEEDED


def test_stripe_is_asked_nothing(other: Otherpay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shop.payment.gateway.calls.call", pytest.fail)
    attempt = started(other)
    other.takes(str(attempt.intent_id))
    assert sync_attempt(attempt=attempt).state == State.SUCCEEDED
