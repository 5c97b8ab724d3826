"""What a prepared basket costs: the shop's own prices and the checkout's own quote."""

from django.contrib.auth.models import AnonymousUser

from shop.accounts.visitor import Visitor
from shop.basket.models import Basket
from shop.basket.pricing import price
from shop.checkout.quote import Quote, quote_for
from shop.phone_orders.models import HOLDING, PaymentLink


def buyer_of(link: PaymentLink) -> Visitor:
    """The account that orders, or a guest."""
    return link.user or AnonymousUser()


def basket_of(link: PaymentLink) -> Basket:
    """The basket with today's prices; what it holds itself is there for it."""
    basket: Basket = link.basket
    basket.has_held_stock = link.state in HOLDING
    return price(basket=basket, user=buyer_of(link))


def quote_of(link: PaymentLink) -> Quote:
    """Raises NotDeliverable."""
    return quote_for(basket_of(link), link.where)
