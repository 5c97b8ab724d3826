"""Discount codes of a basket: find, apply, explain and remove them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q
from oscar.core.loading import get_model

from shop.accounts.visitor import Visitor
from shop.basket.code_choice import Outcome, best_with, try_codes
from shop.basket.code_messages import (
    reduces_delivery,
    saved_by,
    why_unusable,
    why_wrong_basket,
    works,
    works_alone,
)
from shop.basket.models import Basket
from shop.basket.pricing import price
from shop.fields.typed_key import typed_key
from shop.shipping.methods import TrackedDelivery
from shop.shipping.repository import standard_method
from shop.voucher.models import Voucher


class CodeRefused(Exception):
    """The code can't be used; the text is for the shopper."""


@dataclass(frozen=True)
class AttachedCode:
    """A code on a basket, with what it saves or why it saves nothing."""

    pk: int
    code: str
    saved: Decimal
    note: str


def find_code(typed: str) -> Voucher:
    """The voucher with the typed code, spaces and signs aside; an exact match wins. Raises CodeRefused."""
    vouchers = get_model("voucher", "Voucher").objects
    exact = Q(code__iexact=typed.strip())
    found = vouchers.filter(exact).first() or vouchers.filter(key=typed_key(typed) or None).first()
    if found is None:
        raise CodeRefused("We don’t know that code. Please check the spelling.")
    return found


def apply_code(*, basket: Basket, user: Visitor, code: str) -> str:
    """Attach a code and say what it saves; raises CodeRefused, and the basket stays as it was.

    Codes that don't combine: those stay with which the basket costs least.
    """
    if not basket.id or basket.is_empty:
        raise CodeRefused("Put something into your basket first.")
    voucher = find_code(code)
    if basket.vouchers.filter(pk=voucher.pk).exists():
        raise CodeRefused(f"The code {voucher.code} is on your basket already.")
    if problem := why_unusable(voucher, user):
        raise CodeRefused(problem)
    try:
        if not works_alone(basket=basket, user=user, voucher=voucher):
            raise CodeRefused(_why_nothing(basket=basket, user=user, voucher=voucher))
        return _choose(basket, user, voucher)
    finally:
        price(basket=basket, user=user)  # what was only tried is not what is shown


def _why_nothing(*, basket: Basket, user: Visitor, voucher: Voucher) -> str:
    """Why a code alone saves nothing: an offer has used its items, or they aren't in the basket."""
    bare = why_wrong_basket(voucher, price(basket=basket, user=user, codes=[], site_offers=False))
    offers = try_codes(basket=basket, user=user, codes=[]).offers
    price(basket=basket, user=user, codes=[voucher], site_offers=False)
    if works(basket, voucher) and offers:
        return f"The code {voucher.code} doesn’t combine with the offer “{offers[0]}”."
    return bare


def _choose(basket: Basket, user: Visitor, voucher: Voucher) -> str:
    every = list(basket.vouchers.order_by("pk"))
    held = [code for code in every if code.can_be_used_by(user)]
    before = try_codes(basket=basket, user=user, codes=held)
    best = best_with(basket=basket, user=user, held=held, new=voucher)
    if voucher not in best.codes:
        alone = try_codes(basket=basket, user=user, codes=[voucher])
        raise CodeRefused(_why_the_other_stays(before, alone, voucher))
    gone = [code for code in before.working if code not in best.working]
    basket.vouchers.remove(*gone)
    basket.vouchers.add(voucher)
    left = [code for code in held if code not in gone]
    if try_codes(basket=basket, user=user, codes=[*left, voucher]).saved < best.saved:
        basket.vouchers.remove(*(code for code in left if code not in best.working))
    price(basket=basket, user=user)
    return _what_it_does(basket, voucher, gone, [name for name in before.offers if name not in best.offers])


def _why_the_other_stays(before: Outcome, alone: Outcome, voucher: Voucher) -> str:
    """“Codes don't combine; TWENTY saves more (£5.80), so it stays.”"""
    how = "more" if before.saved > alone.saved else "just as much"
    if before.working:
        codes = " and ".join(code.code for code in before.working)
        save, stay = ("saves", "it stays") if len(before.working) == 1 else ("save", "they stay")
        if before.saved_by_codes < alone.saved_by_codes:  # the new one takes more, and costs an offer
            return f"Codes don’t combine; your items cost less with {codes} (£{before.total:.2f}), so {stay}."
        return f"Codes don’t combine; {codes} {save} {how} (£{before.saved_by_codes:.2f}), so {stay}."
    return (
        f"The code {voucher.code} doesn’t combine with the offer “{' and '.join(before.offers)}”, which saves"
        f" {how} (£{before.saved:.2f}), so the offer stays."
    )


def _what_it_does(basket: Basket, voucher: Voucher, gone: list[Any], offers: list[str]) -> str:
    saved = saved_by(basket, voucher)
    if saved:
        text = f"The code {voucher.code} takes £{saved:.2f} off."
    else:
        text = f"The code {voucher.code} is on your basket."
    if gone:
        codes = " and ".join(code.code for code in gone)
        place = "its" if len(gone) == 1 else "their"
        text += f" Codes don’t combine; it saves more than {codes}, so it takes {place} place."
    if offers:
        text += f" It takes the place of the offer “{' and '.join(offers)}”, which saves less."
    return " ".join(filter(None, [text, delivery_with_codes(basket, standard_method())]))


def delivery_with_codes(basket: Basket, method: TrackedDelivery | None) -> str:
    """“With this code your items come to £42.75, so delivery is £3.95.”

    Said where codes or offers take away the free delivery, which no other line of the page explains.
    """
    if method is None or not basket.total_discount:
        return ""
    charge, items = method.charge_for(basket), basket.total_incl_tax
    if not charge or method.charge(basket.total_incl_tax_excl_discounts):
        return ""
    return f"With {_the_cause(basket)} your items come to £{items:.2f}, so delivery is £{charge:.2f}."


def _the_cause(basket: Basket) -> str:
    codes = len({row["voucher"] for row in basket.voucher_discounts})
    if codes:
        return "this code" if codes == 1 else "these codes"
    return "this offer" if len(basket.offer_discounts) == 1 else "these offers"


def codes_on(basket: Basket, method: TrackedDelivery | None) -> list[AttachedCode]:
    """The basket's codes; one that no longer works stays and says why.

    Where one does nothing, the basket is priced anew afterwards: ask before reading its lines.
    """
    user = basket.priced_for
    codes = sorted(basket.codes(), key=lambda voucher: voucher.pk)
    notes = {voucher.pk: _note(basket, voucher, method) for voucher in codes if works(basket, voucher)}
    saved = {voucher.pk: saved_by(basket, voucher) for voucher in codes}
    silent = [voucher for voucher in codes if voucher.pk not in notes]
    working = [voucher.code for voucher in codes if voucher.pk in notes]
    if silent:
        notes |= {voucher.pk: _why_silent(basket, user, voucher, working) for voucher in silent}
        price(basket=basket, user=user)  # as it was before the codes were tried apart
    return [AttachedCode(voucher.pk, voucher.code, saved[voucher.pk], notes[voucher.pk]) for voucher in codes]


def _note(basket: Basket, voucher: Voucher, method: TrackedDelivery | None) -> str:
    free_anyway = method is not None and not method.charge(basket.total_incl_tax)
    if reduces_delivery(basket, voucher) and not saved_by(basket, voucher) and free_anyway:
        return f"Code {voucher.code} is on your basket; your UK delivery is free without it."
    return f"Code {voucher.code} is on your basket."


def _why_silent(basket: Basket, user: Visitor, voucher: Voucher, working: list[str]) -> str:
    if problem := why_unusable(voucher, user):
        return f"{problem} It saves nothing now."
    if working and works_alone(basket=basket, user=user, voucher=voucher):
        return f"Code {voucher.code} saves nothing: it doesn’t combine with {' and '.join(working)}."
    return _why_nothing(basket=basket, user=user, voucher=voucher)


def remove_code(*, basket: Basket, voucher_id: int) -> str:
    """Remove a voucher and return its code; empty where the basket doesn't have it."""
    voucher = basket.vouchers.filter(pk=voucher_id).first() if basket.id else None
    if voucher is None:
        return ""
    basket.vouchers.remove(voucher)
    return str(voucher.code)


def drop_spent_codes(*, basket: Basket, user: Visitor) -> None:
    """Lock a basket's vouchers and remove those that this user can no longer use.

    Called inside the transaction that places the order: the lock makes two orders with the same
    single-use code wait for each other, and the second then finds it used. Whatever asks for
    the basket's vouchers afterwards gets the locked ones.
    """
    locked = basket.vouchers.select_for_update(of=("self",)).order_by("pk")
    for voucher in locked:
        if not voucher.can_be_used_by(user):
            basket.vouchers.remove(voucher)
            return drop_spent_codes(basket=basket, user=user)  # what is left, read anew
    basket._prefetched_objects_cache = {"vouchers": locked}
