"""Changes an unpaid order: cancelled at Stripe, it becomes a basket again and is placed anew."""

from django.contrib.sessions.backends.base import SessionBase

from shop.basket.models import Basket
from shop.checkout import details as saved_details
from shop.checkout.details import Details
from shop.checkout.services import reopen_as_basket
from shop.order.models import Order

# What a shopper wants to change, and the page where that is done.
PAGES = {"details": "checkout:index", "delivery": "checkout:delivery", "basket": "basket:summary"}


def reopen(*, order: Order, basket: Basket, session: SessionBase) -> list[str]:
    """Put an order's items into the basket and what its buyer had typed into the session.

    Returns a message for each item that can't go back. Raises StillPaying or PaymentsUnavailable, with
    nothing changed.
    """
    missing = reopen_as_basket(order=order, basket=basket)
    if order.shipping_address:
        saved_details.save(session, details_of(order))
    return missing


def details_of(order: Order, *, was_asked: bool = True) -> Details:
    """An order's email, address and delivery as the checkout's forms know them.

    `was_asked` says whether its buyer has answered the questions about emails and gifts for this purchase.
    """
    address = order.shipping_address
    return Details(
        email=order.guest_email or order.email,
        name=address.name,
        line1=address.line1,
        line2=address.line2,
        town=address.line4,
        postcode=address.postcode,
        method=order.shipping_code,
        gift_message=order.gift_message if was_asked else "",
        hides_prices="1" if was_asked and order.hides_prices else "",
        not_asked="" if was_asked else "1",
    )
