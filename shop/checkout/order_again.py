"""Ordering the items of an earlier order again, at today's prices."""

from dataclasses import dataclass, field

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from shop.basket.models import Basket
from shop.basket.services import CannotAdd, add_to_basket, find_product
from shop.checkout import details as stored
from shop.checkout.reopen import details_of
from shop.order.models import Line, Order


@dataclass(frozen=True)
class OrderedAgain:
    """What went into the basket; `changes` says what differs from the earlier order.

    `is_the_same` where the basket now has exactly the order's items, at the order's prices.
    """

    count: int
    changes: list[str] = field(default_factory=list)
    is_the_same: bool = False


@transaction.atomic
def order_again(*, order: Order, basket: Basket, session: SessionBase) -> OrderedAgain:
    """Put an order's items into a basket and its address into the session of a checkout.

    The basket gets the larger quantity, never the sum: a second click changes nothing. What the checkout
    has in its session already, such as a newer address, stays.
    """
    wanted = [
        line for line in order.lines.select_related("product").order_by("pk") if line.quantity_not_withdrawn
    ]
    texts = [_add(line, basket) for line in wanted]
    changes = [text for text in texts if text]
    products = {line.product_id for line in wanted}
    others = basket.lines.exclude(product_id__in=products).exists() if basket.id else False
    count = basket.lines.filter(product_id__in=products).count() if basket.id else 0
    if order.shipping_address and not stored.load(session).has_address:
        stored.save(session, details_of(order, was_asked=False))
    return OrderedAgain(count, changes, is_the_same=bool(count) and not (changes or others))


def _add(line: Line, basket: Basket) -> str:
    """Add one line; returns what differs from the order, in words. Its product may have been deleted."""
    try:
        product = find_product(product_id=line.product_id or 0, variant="")
    except CannotAdd:
        return f"{line.title} is no longer sold."
    held = basket.lines.filter(product=product).first() if basket.id else None
    missing = line.quantity_not_withdrawn - (held.quantity if held else 0)
    note = ""
    if missing > 0:
        try:
            note = add_to_basket(basket=basket, product=product, quantity=missing).note
        except CannotAdd as problem:
            return str(problem)
    return " ".join(text for text in (_limited(line, note), _new_price(line, basket, product)) if text)


def _limited(line: Line, note: str) -> str:
    return f"{line.title}: {note}" if note else ""


def _new_price(line: Line, basket: Basket, product: object) -> str:
    was, now = line.unit_price_incl_tax, basket.strategy.fetch_for_product(product).price.incl_tax
    if was is None or was == now:
        return ""
    return f"{line.title} was £{was:.2f} in that order and is £{now:.2f} now."
