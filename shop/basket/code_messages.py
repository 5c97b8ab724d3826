"""Messages about discount codes: why a code can't be used or saves nothing. Every page uses the same ones."""

from decimal import Decimal
from typing import Any

from shop.accounts.models import User
from shop.accounts.visitor import Visitor
from shop.basket.models import Basket
from shop.basket.pricing import price
from shop.london import london
from shop.offer.models import Range
from shop.voucher.models import Voucher


def why_unusable(voucher: Voucher, user: Visitor) -> str:
    """Why this person can't use the code now, whatever is in the basket; nothing if they can."""
    code = voucher.code
    if voucher.is_expired():
        return f"The code {code} ran out on {london(voucher.end_datetime)}."
    if not voucher.is_active():
        return f"The code {code} can be used from {london(voucher.start_datetime)}."
    if not voucher.is_available_to_user(user=user)[0]:
        return _why_not_theirs(voucher)
    return "" if voucher.offers_in_use(_owner(user)) else _why_closed(voucher)


def _owner(user: Visitor) -> User | None:
    return user if isinstance(user, User) else None


def _why_not_theirs(voucher: Voucher) -> str:
    if voucher.usage != voucher.ONCE_PER_CUSTOMER:
        return f"The code {voucher.code} has been used already; it works once."
    return f"You have used the code {voucher.code} before; it works once for each customer."


def _why_closed(voucher: Voucher) -> str:
    """No offer behind the code is open: suspended by staff, used up by everybody, or by this person."""
    offers = [offer for offer in voucher.offers.all() if not offer.is_suspended]
    if not offers:
        return f"The code {voucher.code} can’t be used at the moment."
    if any(offer.get_max_applications() > 0 for offer in offers):
        return f"You have used the code {voucher.code} as often as one customer can."
    return f"The code {voucher.code} has been used up."


def why_wrong_basket(voucher: Voucher, basket: Basket) -> str:
    """Why the code does nothing for these items; the basket was priced with this code alone.

    The condition that is met in part is named, or else the sentence stays general.
    """
    for offer in voucher.offers_in_use(basket.owner):
        condition = offer.condition.proxy()
        if condition.is_satisfied(offer, basket):
            continue
        if condition.type == condition.VALUE:
            return f"The code {voucher.code} works from £{condition.value:.2f} of {_named(condition.range)}."
        if condition.is_partially_satisfied(offer, basket):
            return f"The code {voucher.code} needs {_how_many(condition)} in your basket."
    return f"The code {voucher.code} doesn’t apply to anything in your basket."


def _named(goods: Range | None) -> str:
    return "items" if goods is None or goods.includes_all_products else f"“{goods.name}”"


def _how_many(condition: Any) -> str:
    different = "different " if condition.type == condition.COVERAGE else ""
    count = int(condition.value)
    if _named(condition.range) == "items":
        return f"{count} {different}items"
    return f"{count} {different}items of {_named(condition.range)}"


def saved_by(basket: Basket, voucher: Voucher) -> Decimal:
    """What a code takes off the items of a priced basket."""
    found = (row["discount"] for row in basket.voucher_discounts if row["voucher"] == voucher)
    return sum(found, Decimal("0.00"))


def reduces_delivery(basket: Basket, voucher: Voucher) -> bool:
    """Whether a code works on the delivery; while that is free anyway, it takes nothing off."""
    return any(row["voucher"] == voucher for row in basket.shipping_discounts)


def works(basket: Basket, voucher: Voucher) -> bool:
    """Whether a code does anything in a priced basket."""
    return bool(saved_by(basket, voucher)) or reduces_delivery(basket, voucher)


def works_alone(*, basket: Basket, user: Visitor, voucher: Voucher) -> bool:
    """Whether the code would do something if it were the only one; leaves the basket priced that way."""
    return works(price(basket=basket, user=user, codes=[voucher]), voucher)
