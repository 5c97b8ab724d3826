"""Orders as shoppers make them, and what their cards do."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from oscar.core.loading import get_model

from shop.accounts.visitor import Visitor
from shop.basket.pricing import price
from shop.checkout.details import Details
from shop.checkout.quote import quote_for
from shop.checkout.services import place_order
from shop.order.models import Order
from shop.payment.models import PaymentAttempt
from shop.payment.services import ClientKeys, current_attempt, start_payment, sync_attempt
from shop.payment.simulator import intents
from tests.support.factories import ADDRESS, a_basket, a_product

GUEST = AnonymousUser()
START, END = datetime(2020, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)
HOME = Details(email="wilma@example.com", **ADDRESS)


def place(basket: Any, *, user: Visitor = GUEST, visitor: ClientKeys | None = None, **details: str) -> Any:
    """Order a basket as it stands, for the price it has now."""
    where = replace(HOME, **details)
    fingerprint = quote_for(price(basket=basket, user=user), where).fingerprint
    return place_order(
        basket_id=basket.pk, user=user, details=where, fingerprint=fingerprint, visitor=visitor
    )


def an_order(*products: Any, quantity: int = 1, code: Any = None, **details: Any) -> Any:
    """A guest's order, placed and not paid."""
    basket = a_basket(*(products or (a_product(),)), quantity=quantity)
    if code:
        basket.vouchers.add(code)
    return place(basket, **details)


def started(order: Any, visitor: ClientKeys | None = None) -> PaymentAttempt:
    """The order's attempt with its PaymentIntent made."""
    start_payment(order=order, visitor=visitor or ClientKeys())
    attempt = current_attempt(order)
    assert attempt is not None
    return attempt


def tries_card(attempt: PaymentAttempt, outcome: str = "approve") -> dict[str, Any]:
    """What Stripe.js does in the shopper's browser."""
    secret = intents.retrieve(str(attempt.intent_id))["client_secret"]
    return intents.confirm(str(attempt.intent_id), client_secret=secret, outcome=outcome)


def a_paid_order(*products: Any, **more: Any) -> Any:
    """A guest's order whose payment has come."""
    attempt = started(an_order(*products, **more))
    tries_card(attempt)
    sync_attempt(attempt=attempt)
    return Order.objects.get(pk=attempt.order_id)


def the_payment(order: Any) -> PaymentAttempt:
    """The attempt as it stands now."""
    return PaymentAttempt.objects.get(order=order)


def a_code(
    code: str = "TENOFF",
    *,
    usage: str = "Single use",
    percent: int = 10,
    limit: int | None = None,
    kind: str = "Percentage",
) -> Any:
    """A voucher for so many per cent off everything, or off the delivery with another `kind`."""
    everything = get_model("offer", "Range").objects.create(name=code, includes_all_products=True)
    condition = get_model("offer", "CountCondition").objects.create(range=everything, type="Count", value=1)
    benefit = get_model("offer", "Benefit").objects.create(
        range=everything if kind == "Percentage" else None, type=kind, value=percent
    )
    offer = get_model("offer", "ConditionalOffer").objects.create(
        name=code, offer_type="Voucher", condition=condition, benefit=benefit, max_global_applications=limit
    )
    voucher = get_model("voucher", "Voucher").objects.create(
        name=code, code=code, usage=usage, start_datetime=START, end_datetime=END
    )
    voucher.offers.add(offer)
    return voucher
