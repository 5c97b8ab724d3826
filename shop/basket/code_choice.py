"""Choice between codes that don't combine: the basket keeps those with which it costs least."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from shop.accounts.visitor import Visitor
from shop.basket.code_messages import works
from shop.basket.models import Basket
from shop.basket.pricing import price
from shop.shipping.repository import standard_method
from shop.voucher.models import Voucher

Codes = Sequence[Any]


@dataclass(frozen=True)
class Outcome:
    """What some codes do to a basket."""

    codes: tuple[Any, ...]
    working: tuple[Any, ...]
    saved: Decimal  # by codes and offers together, off items and delivery
    saved_by_codes: Decimal
    total: Decimal  # of the items
    offers: tuple[str, ...]  # names of the site offers that apply

    @property
    def all_work(self) -> bool:
        return len(self.working) == len(self.codes)


def try_codes(*, basket: Basket, user: Visitor, codes: Codes) -> Outcome:
    """Price the basket with these codes; saves nothing, and leaves it priced that way."""
    price(basket=basket, user=user, codes=codes)
    method = standard_method()
    off_delivery = method.discount(basket) if method else Decimal("0.00")
    best = method.offer_for(basket) if method else None
    by_codes = sum((row["discount"] for row in basket.voucher_discounts), Decimal("0.00"))
    return Outcome(
        tuple(codes),
        tuple(code for code in codes if works(basket, code)),
        basket.total_incl_tax_excl_discounts - basket.total_incl_tax + off_delivery,
        by_codes + (off_delivery if best and best.get_voucher() else 0),
        basket.total_incl_tax,
        tuple(found["name"] for found in basket.offer_discounts),
    )


def best_with(*, basket: Basket, user: Visitor, held: Codes, new: Voucher) -> Outcome:
    """The outcome that saves most: as it is, with the new code too, or with it in place of others.

    Of equals the first wins, so that a second code of the same worth changes nothing. What the
    codes do to free delivery isn't counted: it depends on where the parcel goes, and is said instead.
    """
    now = try_codes(basket=basket, user=user, codes=held)
    together = try_codes(basket=basket, user=user, codes=[*held, new])
    if together.all_work and together.saved >= now.saved:
        return together
    others = [[code for code in held if code in together.working], *_without_one(held), []]
    tried = [try_codes(basket=basket, user=user, codes=[*codes, new]) for codes in others]
    return max([now, *(found for found in tried if new in found.working)], key=lambda found: found.saved)


def _without_one(held: Codes) -> list[list[Any]]:
    return [[code for code in held if code != out] for out in held]
