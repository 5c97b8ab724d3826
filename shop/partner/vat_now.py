"""The VAT rate of a day, by registration and rates as the office has stated them."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from shop.partner.vat import rate_for
from shop.trader.vat import changed_rate_on, registered_on


def rate_now(tax_code: str, *, zero_rated: bool = False) -> Decimal:
    """The rate at which something is sold now."""
    return rate_on(tax_code, timezone.localdate(), zero_rated=zero_rated)


def rate_on(tax_code: str, day: date, *, zero_rated: bool = False) -> Decimal:
    """The rate of a day; zero if the trader isn’t registered on it, or the items are exported."""
    return rate_for(
        tax_code,
        registered=registered_on(day),
        zero_rated=zero_rated,
        changed=changed_rate_on(tax_code, day),
    )
