"""Signed links to an order: who holds one may see, or pay, that order and no other."""

from typing import Any

from django.core import signing
from django.http import Http404

from shop.order.models import Order

PAY, VIEW = "shop.order.pay", "shop.order.view"


def token_for(order: Any, purpose: str) -> str:
    """A link's token. Each purpose has its own salt, so that one can't stand in for another."""
    return signing.Signer(salt=purpose).sign_object(order.number)


def order_for(token: str, purpose: str) -> Any:
    """The order a token names; a forged or foreign one is a page that doesn't exist."""
    try:
        number = signing.Signer(salt=purpose).unsign_object(token)
    except (signing.BadSignature, ValueError) as error:
        raise Http404 from error
    order = Order.objects.filter(number=number).select_related("shipping_address__country").first()
    if order is None:
        raise Http404
    return order
