"""Which delivery methods an address can have."""

from typing import Any

from oscar.apps.shipping import repository

from shop.shipping import zones
from shop.shipping.methods import TrackedDelivery
from shop.shipping.models import DeliveryRate

ESTIMATE_ZONE = "GB_MAINLAND"


def methods_for_zone(zone: str) -> list[TrackedDelivery]:
    """The active methods of a zone, cheapest first; one query."""
    rates = DeliveryRate.objects.filter(zone=zone, is_active=True).order_by("price", "method_code")
    return [
        TrackedDelivery(
            code=rate.method_code, zone=zone, price=rate.price, days=(rate.min_days, rate.max_days)
        )
        for rate in rates
    ]


class Repository(repository.Repository):
    """Methods by postcode. Without an address the basket shows what most of the UK would pay."""

    def get_available_shipping_methods(
        self, basket: Any, shipping_addr: Any = None, **kwargs: Any
    ) -> list[TrackedDelivery]:
        """Called by Oscar's get_shipping_methods; an address is never guessed to be on the mainland."""
        zone = zones.zone_for(shipping_addr.postcode) if shipping_addr else ESTIMATE_ZONE
        return methods_for_zone(zone)
