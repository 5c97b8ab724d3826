"""The delivery methods that are available for an address."""

from typing import Protocol

from django.db import transaction
from oscar.apps.shipping import repository

from shop.caching.site_version import site
from shop.caching.version import LocalCache
from shop.partner.protocols import PricedBasket
from shop.shipping import zones
from shop.shipping.methods import TrackedDelivery
from shop.shipping.models import DeliveryRate

ESTIMATE_ZONE = "GB_MAINLAND"
_usual: LocalCache[str, TrackedDelivery] = LocalCache(most=1, seconds=60)
_by_zone: LocalCache[str, list[TrackedDelivery]] = LocalCache(most=50, seconds=5)


def methods_for_zone(zone: str) -> list[TrackedDelivery]:
    """The active methods of a zone, cheapest first; read anew in a transaction, such as placing an order."""
    if transaction.get_connection().in_atomic_block:
        return _read(zone)
    return list(_by_zone.get(zone, state=site.current(), make=lambda: _read(zone)))


def _read(zone: str) -> list[TrackedDelivery]:
    rates = DeliveryRate.objects.filter(zone=zone, is_active=True).order_by("price", "method_code")
    return [
        TrackedDelivery(
            code=rate.method_code, zone=zone, price=rate.price, days=(rate.min_days, rate.max_days)
        )
        for rate in rates
    ]


def standard_method() -> TrackedDelivery | None:
    """Standard delivery on the mainland, for the total in the basket."""
    return next((method for method in methods_for_zone(ESTIMATE_ZONE) if method.code == "standard"), None)


def usual_method() -> TrackedDelivery | None:
    """The cheapest mainland method, shown beside prices; cached until a price changes."""
    return _usual.get(
        ESTIMATE_ZONE,
        state=site.current(),
        make=lambda: next(iter(methods_for_zone(ESTIMATE_ZONE)), None),
    )


class Address(Protocol):
    """A shipping address, or a form's answers in its shape."""

    @property
    def postcode(self) -> str: ...
    @property
    def country_id(self) -> str | None: ...


class CountryNotServed(ValueError):
    """We don’t deliver to the country of this address."""


def zone_of(address: Address) -> str:
    """The zone of an address with `postcode` and `country_id`; it never defaults to the mainland.

    Raises InvalidPostcode, UnknownZone or CountryNotServed. The postcode decides between the UK, the Isle of
    Man, Jersey and Guernsey, because people living there select “United Kingdom”.
    """
    if address.country_id and address.country_id not in zones.COUNTRY_NAMES:
        raise CountryNotServed(address.country_id)
    return zones.zone_for(address.postcode)


class Repository(repository.Repository):
    """Methods by postcode. Without an address the basket shows the mainland’s."""

    def get_available_shipping_methods(
        self, basket: PricedBasket, shipping_addr: Address | None = None, **kwargs: object
    ) -> list[TrackedDelivery]:
        """Called by Oscar's get_shipping_methods."""
        return methods_for_zone(zone_of(shipping_addr) if shipping_addr else ESTIMATE_ZONE)

    def apply_shipping_offers(
        self, basket: PricedBasket, methods: list[TrackedDelivery]
    ) -> list[TrackedDelivery]:
        """Oscar wraps each method in its offer; ours subtract it themselves, so it would count twice."""
        return methods
