"""Applies offers to a basket with a few queries, where Oscar runs some for each line."""

from collections.abc import Iterable
from decimal import Decimal

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from oscar.apps.offer import applicator

from shop.offer.membership import share_ranges
from shop.offer.models import ConditionalOffer
from shop.offer.site_offers import site_offers
from shop.partner.protocols import BasketLine, PricedBasket


class Applicator(applicator.Applicator):
    """Called by `shop.basket.pricing.price` only, whenever a basket is priced."""

    def get_offers(
        self,
        basket: PricedBasket,
        user: AbstractBaseUser | AnonymousUser | None = None,
        request: HttpRequest | None = None,
    ) -> list[ConditionalOffer]:
        """Called by apply: by priority, then codes before site offers, then the older first.

        Two offers for the same items apply in this order, so it must not depend on how a query sorts. An
        offer behind two codes counts once; otherwise its limit would not hold.
        """
        site_offers = self.get_site_offers() if basket.gets_site_offers else []
        found = sorted([*self.get_basket_offers(basket, user), *site_offers], key=_rank)
        return list({offer.pk: offer for offer in reversed(found)}.values())[::-1]

    def get_site_offers(self) -> list[ConditionalOffer]:
        """Called by get_offers, which sorts them."""
        return site_offers()

    def get_basket_offers(
        self, basket: PricedBasket, user: AbstractBaseUser | AnonymousUser | None
    ) -> list[ConditionalOffer]:
        """Called by get_offers: the offers of the basket’s codes, or of codes that are only being tried."""
        codes = basket.codes() if basket.codes_to_try is None else basket.codes_to_try
        return [
            offer for code in codes if code.can_be_used_by(user) for offer in code.offers_in_use(basket.owner)
        ]

    def apply_offers(self, basket: PricedBasket, offers: list[ConditionalOffer]) -> None:
        """Oscar’s, after all ranges have their answers for this basket."""
        share_ranges(offers, basket)
        super().apply_offers(basket, offers)
        basket.offers_tried = offers
        _sum_line_discounts(basket)


def _rank(offer: ConditionalOffer) -> tuple[int, bool, int, int]:
    voucher = offer.get_voucher()
    return (-offer.priority, voucher is None, voucher.pk if voucher else 0, offer.pk)


def given_by_offer(lines: Iterable[BasketLine]) -> dict[int, Decimal]:
    """The discount of each offer, by its id, on these lines."""
    given: dict[int, Decimal] = {}
    for line in lines:
        for part in line.discounts.all():
            if part.offer is not None:
                given[part.offer.pk] = given.get(part.offer.pk, Decimal("0.00")) + part.amount
    return given


def _sum_line_discounts(basket: PricedBasket) -> None:
    """Make each offer’s discount the sum of the discounts on its lines, to the penny.

    Oscar rounds a percentage down over all lines together and for each line: the sum shown and stored with
    the order would differ from what was subtracted.
    """
    given = given_by_offer(basket.all_lines())
    for pk, application in basket.offer_applications.applications.items():
        if application["result"].affects_basket:
            application["discount"] = given.get(pk, Decimal("0.00"))
