"""Conversion between pounds and pence, and rounding. All other code converts through this module.

Pounds are Decimals with two places, as prices and totals are stored; pence are whole numbers, as
Stripe and our own ledger count.
"""

from decimal import ROUND_HALF_UP, Decimal

PENNY = Decimal("0.01")


def round_penny(pounds: Decimal) -> Decimal:
    """Whole pennies, half up, as VAT and discounts are rounded; always two places."""
    return pounds.quantize(PENNY, ROUND_HALF_UP)


def to_pence(pounds: Decimal) -> int:
    """1245 for £12.45; a fraction of a penny is rounded half up, never cut off."""
    return int(round_penny(pounds).scaleb(2))


def from_pence(pence: int) -> Decimal:
    """£12.45 for 1245, with two places: `f"£{from_pence(1245)}"` is “£12.45”."""
    return Decimal(pence).scaleb(-2)
