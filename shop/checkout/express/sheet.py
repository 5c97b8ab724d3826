"""What a wallet's sheet shows: the lines, the delivery methods of an address and the total, in pence."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from shop.basket.models import Basket
from shop.catalogue.naming import title_of
from shop.checkout.details import Details
from shop.checkout.quote import NotDeliverable, Quote, quote_for
from shop.checkout.services import SMALLEST_CHARGE
from shop.money import to_pence
from shop.shipping.postcodes import InvalidPostcode, normalise
from shop.shipping.repository import methods_for_zone
from shop.shipping.zones import COUNTRY_NAMES

ANY_INWARD = "1AA"  # a zone hangs on the first half of a postcode alone
ESTIMATE = Details(postcode=f"GL5 {ANY_INWARD}")
NOT_THERE = "We deliver to the UK, the Isle of Man, the Channel Islands and BFPO only."
NO_POSTCODE = "We don’t deliver to that postcode. Please choose another address, or use the checkout."


class NotPayable(Exception):
    """A wallet can't pay this; the text is for the shopper."""


@dataclass(frozen=True)
class Sheet:
    """A priced basket as the wallet shows it. `fingerprint` comes back with the order."""

    quote: Quote
    lines: list[tuple[str, int]]
    methods: list[Any]
    basket: Basket

    def as_json(self) -> dict[str, Any]:
        """In the names of Stripe's Express Checkout Element; the chosen method comes first."""
        delivery = {"name": "Delivery", "amount": to_pence(self.quote.delivery.gross)}
        lines = [{"name": name, "amount": amount} for name, amount in self.lines]
        return {
            "amount": to_pence(self.quote.total),
            "fingerprint": self.quote.price_fingerprint,
            "lineItems": [*lines, delivery],
            "shippingRates": [self._rate(method) for method in self.methods],
        }

    def _rate(self, method: Any) -> dict[str, Any]:
        shortest, longest = method.days
        return {
            "id": method.code,
            "displayName": method.name,
            "amount": to_pence(method.charge_for(self.basket)),
            "deliveryEstimate": {
                "minimum": {"unit": "business_day", "value": shortest},
                "maximum": {"unit": "business_day", "value": longest},
            },
        }


def place_of(*, country: str, postcode: str) -> Details:
    """An address as far as a wallet tells it before paying; raises NotDeliverable.

    Apple Pay and Google Pay keep the second half of a British postcode back until then.
    """
    if country.upper() not in COUNTRY_NAMES:
        raise NotDeliverable(NOT_THERE)
    for text in (postcode, f"{postcode} {ANY_INWARD}"):
        try:
            found = Details(postcode=normalise(text))
        except InvalidPostcode:
            continue
        if found.zone:
            return found
    raise NotDeliverable(NO_POSTCODE)


def sheet_for(*, basket: Basket, place: Details, method: str = "") -> Sheet:
    """The sheet of a priced basket. Raises NotDeliverable, or NotPayable for too small a total."""
    quote = quote_for(basket, replace(place, method=method))
    if quote.total < SMALLEST_CHARGE:
        raise NotPayable("A wallet can’t pay less than 30p. Please use the checkout.")
    others = [one for one in methods_for_zone(quote.zone) if one.code != quote.method.code]
    return Sheet(quote, _lines(basket), [quote.method, *others], basket)


def _lines(basket: Basket) -> list[tuple[str, int]]:
    """Each line with its discounts, so that lines and delivery add up to the total."""
    return [
        (
            f"{line.quantity} × {title_of(line.product)}",
            to_pence(Decimal(line.line_price_incl_tax_incl_discounts)),
        )
        for line in basket.all_lines()
    ]
