"""The four countries we deliver to, as Oscar's address tables know them."""

from typing import Any

from oscar.core.loading import get_model

from shop.shipping.zones import COUNTRY_NAMES, country_for


def country_of(zone: str) -> Any:
    """The Country row of a zone, made where a new shop hasn't got it yet."""
    code = country_for(zone)
    country, _ = get_model("address", "Country").objects.get_or_create(
        iso_3166_1_a2=code,
        defaults={
            "name": COUNTRY_NAMES[code],
            "printable_name": COUNTRY_NAMES[code],
            "is_shipping_country": True,
        },
    )
    return country
