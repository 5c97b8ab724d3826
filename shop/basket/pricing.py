"""Pricing a basket. Offers and codes are applied here and nowhere else."""

from collections.abc import Sequence
from typing import Any

from oscar.core.loading import get_class

from shop.accounts.visitor import Visitor
from shop.basket.models import Basket


def price(
    *, basket: Basket, user: Visitor, codes: Sequence[Any] | None = None, site_offers: bool = True
) -> Basket:
    """Read the lines and apply today's prices, offers and codes; returns the same basket.

    Every page, the check before payment and placing call this, so that what is shown can be
    placed. `codes` and `site_offers` try it with other vouchers, or without the offers that need no
    code; nothing is saved, and a plain call restores the basket's own price.
    Oscar ignores a basket's codes where there is no user: a guest is AnonymousUser, never None.
    """
    if not basket.has_strategy:
        basket.strategy = get_class("partner.strategy", "Selector")().strategy()
    basket.reset_offer_applications()  # Oscar reuses old lines and offers after a change
    basket.codes_to_try, basket.gets_site_offers = codes, site_offers
    basket.offers_tried = ()
    basket.priced_for = user
    if not basket.is_empty:
        get_class("offer.applicator", "Applicator")().apply(basket, basket.priced_for)
    return basket
