"""Notes in the price history when public offers begin or cease to lower the price of a single item."""

from decimal import Decimal

from django.db.models import Max

from shop.catalogue.listing.variants import public_products, sizes_of
from shop.offer.public_offers import OffersOnShow, read_offers
from shop.price_history.models import PriceChange

Prices = tuple[Decimal, Decimal | None]  # without offers, and with those that lower it


def note_offer_prices() -> int:
    """Add a row for each size whose offer price differs from its last one; returns how many."""
    noted, offers = _noted(), read_offers()
    if not offers.lowering and not any(offer_price for _, offer_price in noted.values()):
        return 0
    changed = {pk: prices for pk, prices in _asked(offers).items() if noted.get(pk) != prices}
    rows = [
        PriceChange(product_id=pk, price=price, offer_price=offer_price)
        for pk, (price, offer_price) in changed.items()
    ]
    return len(PriceChange.objects.bulk_create(rows))


def _noted() -> dict[int, Prices]:
    last = PriceChange.objects.order_by().values("product").annotate(last=Max("pk")).values("last")
    rows = PriceChange.objects.filter(pk__in=last).values_list("product_id", "price", "offer_price")
    return {product: (price, offer_price) for product, price, offer_price in rows}


def _asked(offers: OffersOnShow) -> dict[int, Prices]:
    sizes = [size for product in public_products() for size in sizes_of(product, offers)]
    return {
        size.id: (size.price_without or size.price, size.price if size.price_without else None)
        for size in sizes
    }
