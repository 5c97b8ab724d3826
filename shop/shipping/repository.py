"""Which delivery methods an address can have."""

from typing import Any

from oscar.apps.shipping import repository

from shop.caching.site_version import site
from shop.caching.version import LocalCache
from shop.shipping import zones
from shop.shipping.methods import TrackedDelivery
from shop.shipping.models import DeliveryRate

ESTIMATE_ZONE = "GB_MAINLAND"
_usual: LocalCache[str, TrackedDelivery] = LocalCache(most=1, seconds=60)


def methods_for_zone(zone: str) -> list[TrackedDelivery]:
    """The active methods of a zone, cheapest first; one query."""
    rates = DeliveryRate.objects.filter(zone=zone, is_active=True).order_by("price", "method_code")
    return [
        TrackedDelivery(
            code=rate.method_code, zone=zone, price=rate.price, days=(rate.min_days, rate.max_days)
        )
        for rate in rates
    ]


def standard_method() -> TrackedDelivery | None:
    """Standard delivery on the mainland, which the basket's total counts with; one query."""
    return next((method for method in methods_for_zone(ESTIMATE_ZONE) if method.code == "standard"), None)


def usual_method() -> TrackedDelivery | None:
    """The cheapest mainland method, which prices and estimates name; read again when a price changes."""
    return _usual.get(
        ESTIMATE_ZONE,
        state=site.current(),
        make=lambda: next(iter(methods_for_zone(ESTIMATE_ZONE)), None),
    )


class CountryNotServed(ValueError):
    """The address lies in a country we don't send parcels to."""


def zone_of(address: Any) -> str:
    """The zone of an address with `postcode` and `country_id`; never guessed to be on the mainland.

    Raises InvalidPostcode, UnknownZone or CountryNotServed. The postcode decides between the
    UK, the Isle of Man, Jersey and Guernsey, because people living there pick “United Kingdom”.
    """
    if address.country_id and address.country_id not in zones.COUNTRY_NAMES:
        raise CountryNotServed(address.country_id)
    return zones.zone_for(address.postcode)


class Repository(repository.Repository):
    """Methods by postcode. Without an address the basket shows what most of the UK would pay."""

    def get_available_shipping_methods(
        self, basket: Any, shipping_addr: Any = None, **kwargs: Any
    ) -> list[TrackedDelivery]:
        """Called by Oscar's get_shipping_methods."""
        return methods_for_zone(zone_of(shipping_addr) if shipping_addr else ESTIMATE_ZONE)

    def apply_shipping_offers(self, basket: Any, methods: list[TrackedDelivery]) -> list[TrackedDelivery]:
        """Oscar wraps each method in its offer; ours take it off themselves, and would do so twice."""
        return methods
