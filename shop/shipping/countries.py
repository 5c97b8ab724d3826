"""The four countries we deliver to, as rows of Oscar’s address tables."""

from typing import Any

from oscar.core.loading import get_model

from shop.shipping.zones import COUNTRY_NAMES, country_for


def country_of(zone: str) -> Any:
    """The Country of a zone, without a query: a migration has created its row."""
    code = country_for(zone)
    name = COUNTRY_NAMES[code]
    return get_model("address", "Country")(iso_3166_1_a2=code, name=name, printable_name=name)
