"""Purchases that the demo’s data need, paid with the simulator."""

from django.contrib.auth.models import AnonymousUser

from shop.basket.models import Basket
from shop.basket.pricing import price
from shop.basket.services import add_to_basket
from shop.catalogue.models import Product
from shop.checkout.details import Details
from shop.checkout.quote import quote_for
from shop.checkout.services import place_order
from shop.order.models import Order
from shop.payment.services import ClientKeys, current_attempt, start_payment, sync_attempt
from shop.payment.simulator import intents

NOBODY = AnonymousUser()
BUYER = Details(
    email="reader@example.com",
    name="Rose Reader",
    line1="3 Mill Lane",
    town="Stroud",
    postcode="GL5 1AA",
    refuses_mail="1",
)


def buy(bottle: Product, *, source: str = "") -> Order | None:
    """Buy one unit of a size; returns the order, or None where the payment could not be started."""
    basket = price(basket=Basket.objects.create(), user=NOBODY)
    add_to_basket(basket=basket, product=bottle, quantity=1, source=source)
    fingerprint = quote_for(price(basket=basket, user=NOBODY), BUYER).fingerprint
    order = place_order(basket_id=basket.pk, user=NOBODY, details=BUYER, fingerprint=fingerprint)
    start_payment(order=order, visitor=ClientKeys())
    attempt = current_attempt(order)
    if attempt is None:
        return None
    secret = intents.retrieve(str(attempt.intent_id))["client_secret"]
    intents.confirm(str(attempt.intent_id), client_secret=secret, outcome="approve")
    sync_attempt(attempt=attempt)
    return order
