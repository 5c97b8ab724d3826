"""Requests that Stripe would refuse fail in the suite, though the simulator would take them."""

from typing import Any

import pytest

from shop.payment import gateway
from tests.support.purchases import an_order, started
from tests.support.stripe_params import BadRequest

pytestmark = pytest.mark.django_db
GOOD: dict[str, Any] = {"amount": 100, "currency": "gbp", "allowed_payment_method_types": ["card"]}
BAD: list[dict[str, Any]] = [
    {"amount": 10.5},
    {"amount": "100"},
    {"amount": 29},
    {"currency": "eur"},
    {"amuont": 100},
    {"allowed_payment_method_types": "card"},
    {"allowed_payment_method_types": ["cards"]},
    {"payment_method_types": ["card"]},  # until API version 2026-09-30
    {"metadata": {"order": 7}},
    {"capture_method": "some_day"},
    {"automatic_payment_methods": {"enabled": True, "allowed": True}},
    {"automatic_payment_methods": {"enabled": "yes"}},
]


def create(**params: Any) -> Any:
    options: Any = {"idempotency_key": "k"}
    return gateway.client().v1.payment_intents.create(GOOD | params, options)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", BAD)
def test_a_wrong_parameter_is_caught(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadRequest):
        create(**wrong)


@pytest.mark.parametrize(
    "right", [{}, {"capture_method": "manual"}, {"automatic_payment_methods": {"enabled": True}}]
)
def test_a_right_one_passes(right: dict[str, Any]) -> None:
    assert create(**right).status == "requires_payment_method"


def test_a_missing_parameter_is_caught() -> None:
    with pytest.raises(BadRequest, match="missing .*currency"):
        gateway.client().v1.payment_intents.create({"amount": 100}, {"idempotency_key": "k"})  # type: ignore[typeddict-item]


def test_a_change_without_a_key_is_caught() -> None:
    attempt = started(an_order())
    with pytest.raises(BadRequest, match="key"):
        gateway.client().v1.payment_intents.cancel(str(attempt.intent_id))


def test_a_reason_that_stripe_doesnt_know_is_caught() -> None:
    with pytest.raises(BadRequest):
        gateway.create_refund(key="k", intent_id="pi_1", amount=1, reason="whim", metadata={})
