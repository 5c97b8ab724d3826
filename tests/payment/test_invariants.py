"""The controls of `invariants`: its rules notice what they are there for."""

import uuid
from contextlib import suppress

import pytest

from shop.payment import gateway, services
from shop.payment.services import ClientKeys, RefundRequest
from shop.payment.services.refunds import retry
from shop.payment.simulator import faults
from tests.payment import invariants
from tests.payment.clock import pass_minutes
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order, an_order

pytestmark = pytest.mark.django_db


def with_fresh_keys(monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """What the shop would do without keys that are committed before each call."""
    real = getattr(gateway, call)
    monkeypatch.setattr(gateway, call, lambda **given: real(**given | {"key": uuid.uuid4().hex}))


def test_the_rules_notice_a_second_payment(monkeypatch: pytest.MonkeyPatch) -> None:
    with_fresh_keys(monkeypatch, "create_intent")
    order = an_order()
    faults.expect("drop", path="/v1/payment_intents")
    for _ in range(2):
        with suppress(services.PaymentsUnavailable):
            services.start_payment(order=order, visitor=ClientKeys())
    with pytest.raises(AssertionError, match="asked for once"):
        invariants.hold_always()


def test_the_rules_notice_a_second_refund(monkeypatch: pytest.MonkeyPatch) -> None:
    with_fresh_keys(monkeypatch, "create_refund")
    monkeypatch.setattr(retry, "_look_up", lambda refund: None)
    order = a_paid_order()
    faults.expect("drop", path="/v1/refunds")
    services.refund_payment(
        attempt=order.payment_attempts.get(), key=uuid.uuid4(), amount=100, asked=RefundRequest()
    )
    pass_minutes(3)
    services.sweep_payments()
    with pytest.raises(AssertionError, match="asked for once"):
        invariants.hold_always()


def test_the_rules_notice_stock_that_isnt_there(monkeypatch: pytest.MonkeyPatch) -> None:
    order = an_order(a_product(stock=1))
    order.lines.get().stockrecord.product.stockrecords.update(num_in_stock=0)
    with pytest.raises(AssertionError):
        invariants.hold_always()
