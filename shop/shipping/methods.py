"""Delivery methods: two stable codes; the price depends on zone and basket, not on the code."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from oscar.apps.shipping import methods
from oscar.core import prices

from shop.caching.site_version import site
from shop.caching.version import LocalCache
from shop.partner import vat
from shop.partner.protocols import BasketLine, PricedBasket
from shop.partner.strategy import tax_code_of
from shop.partner.vat_now import rate_now
from shop.shipping import zones
from shop.shipping.models import FreeDeliveryRule
from shop.shipping.threshold import Threshold

NAMES = {"standard": "Royal Mail Tracked 48", "express": "Royal Mail Tracked 24"}


_rule: LocalCache[str, tuple[Threshold | None]] = LocalCache(most=1, seconds=60)


def threshold() -> Threshold:
    """The free-delivery rule that the office has set, else that of the settings."""
    stored, *_ = _rule.get("now", state=site.current(), make=lambda: (_stored(),))
    return stored or _first_rule()


def stored_threshold() -> Threshold:
    """The same as it stands in the database, for whoever is about to change it."""
    return _stored() or _first_rule()


def _stored() -> Threshold | None:
    row = FreeDeliveryRule.objects.first()
    return Threshold(row.amount, row.inclusive) if row else None


def _first_rule() -> Threshold:
    return Threshold(settings.FREE_DELIVERY_OVER, settings.FREE_DELIVERY_INCLUSIVE)


class TrackedDelivery(methods.Base):
    """One row of the price table, offered for one address.

    Oscar remembers a method by its code and matches it again at every step. So free delivery is the same
    method at no charge; otherwise crossing the threshold would undo the choice.
    """

    def __init__(self, *, code: str, zone: str, price: Decimal, days: tuple[int, int]) -> None:
        self.code = code
        self.name = NAMES[code]
        self.zone = zone
        self.price = price
        self.days = days

    def charge(self, goods_total: Decimal) -> Decimal:
        """The charge including VAT; standard UK delivery is free from the threshold on."""
        promised = self.code == "standard" and zones.is_in_promise(self.zone)
        return Decimal("0.00") if promised and threshold().is_free(goods_total) else self.price

    def charge_for(self, basket: PricedBasket) -> Decimal:
        """The charge for a basket, after discounts on items and delivery offers."""
        return self.charge(basket.total_incl_tax) - self.discount(basket)

    def discount(self, basket: PricedBasket) -> Decimal:
        """The discount of the basket’s best delivery offer; the order records it."""
        full = self.charge(basket.total_incl_tax)
        offer = self.offer_for(basket)
        return min(full, offer.shipping_discount(full)) if offer else Decimal("0.00")

    def offer_for(self, basket: PricedBasket) -> Any:
        """The delivery offer with the largest discount, the first of equals; None if delivery is free anyway.

        Two delivery offers don’t add up: the text of each stands for itself.
        """
        full = self.charge(basket.total_incl_tax)
        offers = [row["offer"] for row in basket.shipping_discounts]
        return max(offers, key=lambda offer: offer.shipping_discount(full)) if offers and full else None

    def calculate(self, basket: PricedBasket) -> prices.Price:
        """Called by Oscar wherever a total is shown or charged; item discounts count first."""
        gross = self.charge_for(basket)
        lines = [_split(line, self.zone) for line in basket.all_lines()]
        split = vat.split_delivery(gross, lines)
        return prices.Price(
            currency=basket.currency, excl_tax=split.net, incl_tax=gross, tax_code=_code_for(split.rate)
        )


def _split(line: BasketLine, zone: str) -> vat.Split:
    rate = rate_now(tax_code_of(line.product), zero_rated=zones.is_export(zone))
    return vat.split_gross(line.line_price_incl_tax_incl_discounts, rate)


def _code_for(rate: Decimal) -> str:
    return next((code for code in vat.RATES if rate_now(code) == rate), "zero")
