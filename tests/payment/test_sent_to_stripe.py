"""What we send to Stripe about an order, for its fraud checks and for the buyer's card statement."""

from typing import Any

import pytest

from shop.order.models import Order
from shop.payment.models import PaymentAttempt
from shop.payment.simulator import intents
from tests.support.purchases import an_order, started

pytestmark = pytest.mark.django_db


def sent(order: Order) -> dict[str, Any]:
    return intents.retrieve(str(started(order).intent_id))


def test_the_delivery_address_is_sent() -> None:
    assert sent(an_order())["shipping"] == {
        "name": "Wilma Walker",
        "address": {"line1": "12 High Street", "city": "Stroud", "postal_code": "GL5 1AA", "country": "GB"},
    }


def test_a_wallet_sends_the_address_itself() -> None:
    order = an_order()
    PaymentAttempt.objects.update(by_wallet=True)
    assert sent(order)["shipping"] is None


def test_the_statement_names_the_order() -> None:
    order = an_order()
    assert sent(order)["statement_descriptor_suffix"] == order.number.replace("-", "")


def test_the_methods_are_the_settings(settings: Any) -> None:
    settings.STRIPE_METHODS = ["card", "paypal"]
    assert sent(an_order())["payment_method_types"] == ["card", "paypal"]


def test_a_repeat_sends_the_methods_it_began_with(settings: Any) -> None:
    """Stripe refuses a key that comes back with other parameters."""
    order = an_order()
    settings.STRIPE_METHODS = ["card", "klarna"]
    assert sent(order)["payment_method_types"] == ["card"]


def test_metadata_has_nothing_personal() -> None:
    assert set(sent(an_order())["metadata"]) == {"order_number", "attempt_id", "site"}
