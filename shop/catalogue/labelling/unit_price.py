"""Unit prices: the price per litre, required beside every price (Price Marking Order 2004). Pure."""

from decimal import ROUND_HALF_UP, Decimal

from shop.money import round_penny

TENTH = Decimal("0.001")


def _rounded(amount: Decimal) -> Decimal:
    """Round half up: to a penny, or to a tenth of a penny below one pound."""
    tenths = amount.quantize(TENTH, ROUND_HALF_UP)
    return tenths if tenths < 1 else round_penny(amount)


def per_litre(price: Decimal, volume_ml: int) -> Decimal:
    """The price of a litre; `volume_ml` must be positive."""
    return _rounded(price * 1000 / volume_ml)


def per_100_ml(price: Decimal, volume_ml: int) -> Decimal:
    """The price of 100 ml, shown as well because Northern Ireland’s own order asks for it."""
    return _rounded(price * 100 / volume_ml)


def wording(price: Decimal, volume_ml: int | None) -> str:
    """“£145.00 per litre (£14.50 per 100 ml)”, or "" for products without a volume."""
    if not volume_ml:
        return ""
    return f"£{per_litre(price, volume_ml):,} per litre (£{per_100_ml(price, volume_ml):,} per 100 ml)"
