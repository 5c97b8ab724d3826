"""Discount codes: what they do to this basket, or why they don't."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from oscar.core.loading import get_model

from shop.basket.services import reprice


class CodeRefused(Exception):
    """The code can't be used; the text is for the shopper."""


@dataclass(frozen=True)
class AttachedCode:
    """A code on a basket, with what it saves or why it saves nothing."""

    pk: int
    code: str
    saved: Decimal
    note: str


def _find(code: str) -> Any:
    voucher = get_model("voucher", "Voucher").objects.filter(code__iexact=code.strip()).first()
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
    if problem := _problem_with(voucher, user):
        raise CodeRefused(problem)
    basket.vouchers.add(voucher)
    reprice(basket=basket, user=user)
    if saved := _saved_by(basket, voucher):
        return f"The code {voucher.code} takes £{saved:.2f} off."
    if _gives_delivery(basket, voucher):
        return f"The code {voucher.code} is on your basket."
    basket.vouchers.remove(voucher)
    raise CodeRefused(f"The code {voucher.code} is good, but nothing in your basket qualifies for it.")


def _problem_with(voucher: Any, user: Any) -> str:
    """Why this person can't use the code now, in our words; nothing if they can."""
    code = voucher.code
    if voucher.is_expired():
        return f"The code {code} ran out on {voucher.end_datetime:%-d %B %Y}."
    if not voucher.is_active():
        return f"The code {code} can be used from {voucher.start_datetime:%-d %B %Y}."
    allowed, _ = voucher.is_available_to_user(user=user)
    if allowed:
        return ""
    if voucher.usage == voucher.ONCE_PER_CUSTOMER:
        if user.is_authenticated:
            return f"You have used the code {code} before; it works once for each customer."
        return f"The code {code} works once for each customer. Please sign in to use it."
    return f"The code {code} has been used already."


def _saved_by(basket: Any, voucher: Any) -> Decimal:
    found = (row["discount"] for row in basket.voucher_discounts if row["voucher"] == voucher)
    return sum(found, Decimal("0.00"))


def _gives_delivery(basket: Any, voucher: Any) -> bool:
    return any(row["voucher"] == voucher for row in basket.shipping_discounts)


def codes_on(basket: Any) -> list[AttachedCode]:
    """The basket's codes; one that has stopped working says so instead of vanishing."""
    return [_attached(basket, voucher) for voucher in basket.vouchers.all()]


def _attached(basket: Any, voucher: Any) -> AttachedCode:
    saved = _saved_by(basket, voucher)
    if saved or _gives_delivery(basket, voucher):
        note = f"Code {voucher.code} is on your basket."
    elif voucher.is_expired():
        note = f"Code {voucher.code} has run out and saves nothing any more."
    else:
        note = f"Nothing in your basket qualifies for code {voucher.code} now."
    return AttachedCode(voucher.pk, voucher.code, saved, note)


def remove_code(*, basket: Any, voucher_id: int) -> str:
    """Take a voucher off; returns its code, or nothing where it wasn't on."""
    voucher = basket.vouchers.filter(pk=voucher_id).first() if basket.id else None
    if voucher is None:
        return ""
    basket.vouchers.remove(voucher)
    return str(voucher.code)


def drop_spent_codes(*, basket: Any, user: Any) -> None:
    """Lock a basket's vouchers and take off those nobody, or not this person, can use any more.

    Called inside the transaction that places the order: the lock makes two orders with the same
    single-use code wait for each other, and the second then finds it used. Whatever asks for
    the basket's vouchers afterwards gets the locked ones.
    """
    locked = basket.vouchers.select_for_update(of=("self",)).order_by("pk")
    for voucher in locked:
        if not voucher.is_active() or not voucher.is_available_to_user(user=user)[0]:
            basket.vouchers.remove(voucher)
            return drop_spent_codes(basket=basket, user=user)  # what is left, read anew
    basket._prefetched_objects_cache = {"vouchers": locked}
