"""Codes that work once for each customer: asked again once the checkout knows who orders."""

from shop.accounts.models import User
from shop.accounts.visitor import Visitor
from shop.basket.models import Basket
from shop.checkout.details import Details
from shop.voucher.earlier_uses import has_used
from shop.voucher.models import Voucher

TOLD = "The code {} works once for each customer, and you have used it before."


def used_before(basket: Basket, user: Visitor, details: Details) -> list[Voucher]:
    """The codes that save something in this priced basket and that this buyer has used before.

    An account is known by its own orders and its email address, a guest also by the address.
    """
    rows = (*basket.voucher_discounts, *basket.shipping_discounts)
    codes = {row["voucher"].pk: row["voucher"] for row in rows if row["voucher"]}
    return [code for code in codes.values() if _has_used(code, user, details)]


def _has_used(code: Voucher, user: Visitor, details: Details) -> bool:
    if isinstance(user, User):
        return has_used(code, email=user.email)
    return has_used(code, email=details.email, line1=details.line1, postcode=details.postcode)


def take_off_used_codes(*, basket: Basket, user: Visitor, details: Details) -> list[str]:
    """Remove them from the basket; returns a sentence about each."""
    codes = used_before(basket, user, details)
    basket.vouchers.remove(*codes)
    return [TOLD.format(code.code) for code in codes]
