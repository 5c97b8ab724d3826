"""The basket that a wallet pays: the visitor's own, or one made for a product's page.

A product's express button buys that product alone: it gets a basket of its own, without an owner, so that the
visitor's basket stays as it is and isn't merged with it. Unused ones are deleted like any visitor's basket.
"""

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from oscar.core.loading import get_class, get_model

from shop.accounts.visitor import Visitor
from shop.basket.models import Basket
from shop.basket.pricing import price
from shop.basket.request import StorefrontRequest
from shop.basket.services import CannotAdd, add_to_basket, find_product

KEY, MOST = "express_baskets", 10
UNAVAILABLE = "Something in your basket isn’t available any more. Please look at it first."


class NothingToPay(Exception):
    """There is no such basket, or nothing in it that can be bought; the text is for the shopper."""


@transaction.atomic
def basket_for_product(*, product_id: int, variant: str, quantity: int, user: Visitor) -> Basket:
    """A basket with this product alone; raises CannotAdd where there are fewer than asked for."""
    product = find_product(product_id=product_id, variant=variant)
    basket: Basket = get_model("basket", "Basket")()
    basket.strategy = get_class("partner.strategy", "Selector")().strategy()
    added = add_to_basket(basket=basket, product=product, quantity=quantity)
    if added.note:
        raise CannotAdd(added.note.partition(",")[0] + ".", product=product)
    price(basket=basket, user=user)
    return basket


def own_basket(request: StorefrontRequest) -> Basket:
    """The visitor's basket, priced; raises NothingToPay."""
    basket = request.basket
    if not basket.id or basket.is_empty:
        raise NothingToPay("Your basket is empty.")
    if basket.unavailable_lines():
        raise NothingToPay(UNAVAILABLE)
    return basket


def remember(session: SessionBase, basket: Basket) -> None:
    """Let this browser pay the basket; only what is remembered can be priced or ordered."""
    known = [number for number in session.get(KEY, []) if number != basket.pk]
    session[KEY] = [basket.pk, *known][:MOST]


def remembered(session: SessionBase, number: str) -> int:
    """The basket's id; raises NothingToPay unless this browser has opened it."""
    found = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0
    if found not in session.get(KEY, []):
        raise NothingToPay("This page was open for too long. Please load it again.")
    return found


def open_basket(*, number: int, user: Visitor) -> Basket:
    """A remembered basket with today's prices; raises NothingToPay once it is ordered or empty."""
    basket: Basket | None = get_model("basket", "Basket").open.filter(pk=number).first()
    if basket is None:
        raise NothingToPay("Your basket has been ordered, or has changed. Please load this page again.")
    price(basket=basket, user=user)
    if basket.is_empty or basket.unavailable_lines():
        raise NothingToPay(UNAVAILABLE)
    return basket
