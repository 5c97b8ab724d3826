"""Discount codes: what they do to this basket, or why they don't."""

from typing import Any

from oscar.core.loading import get_class, get_model


class CodeRefused(Exception):
    """The code can't be used; the text is for the shopper."""


def _find(code: str) -> Any:
    voucher = (
        get_model("voucher", "Voucher").objects.filter(code__iexact=code.strip().replace("\x00", "")).first()
    )
    if voucher is None:
        raise CodeRefused("We don't know that code. Please check the spelling.")
    return voucher


def apply_code(*, basket: Any, user: Any, code: str) -> str:
    """Attach a voucher and say what it saves; a code that changes nothing is not kept."""
    if not basket.id or basket.is_empty:
        raise CodeRefused("Put something into your basket first.")
    voucher = _find(code)
    if basket.vouchers.filter(pk=voucher.pk).exists():
        raise CodeRefused(f"The code {voucher.code} is on your basket already.")
    if voucher.is_expired():
        raise CodeRefused(f"The code {voucher.code} has run out.")
    if not voucher.is_active():
        raise CodeRefused(f"The code {voucher.code} isn't valid yet.")
    allowed, reason = voucher.is_available_to_user(user=user)
    if not allowed:
        raise CodeRefused(f"The code {voucher.code} can't be used: {reason}")
    return _attach(basket, user, voucher)


def _attach(basket: Any, user: Any, voucher: Any) -> str:
    basket.vouchers.add(voucher)
    basket.reset_offer_applications()
    get_class("offer.applicator", "Applicator")().apply(basket, user)
    saved = sum(found["discount"] for found in basket.voucher_discounts if found["voucher"] == voucher)
    if not saved:
        basket.vouchers.remove(voucher)
        raise CodeRefused(f"The code {voucher.code} is good, but nothing in your basket qualifies for it.")
    return f"The code {voucher.code} takes £{saved:.2f} off."


def remove_code(*, basket: Any, voucher_id: int) -> str:
    """Take a voucher off; returns its code, or nothing where it wasn't on."""
    voucher = basket.vouchers.filter(pk=voucher_id).first() if basket.id else None
    if voucher is None:
        return ""
    basket.vouchers.remove(voucher)
    basket.reset_offer_applications()
    return str(voucher.code)
