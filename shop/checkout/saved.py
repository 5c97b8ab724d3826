"""Addresses a signed-in person has kept, as the checkout's form names their parts."""

from typing import Any

from oscar.core.loading import get_model

from shop.shipping import zones
from shop.shipping.postcodes import InvalidPostcode


def saved_addresses(user: Any) -> list[Any]:
    """The person's address book, the usual one first; empty for a visitor. Only where we deliver."""
    if not user.is_authenticated:
        return []
    book = get_model("address", "UserAddress").objects.filter(user=user)
    return [address for address in book.order_by("-is_default_for_shipping", "pk") if _delivers(address)]


def _delivers(address: Any) -> bool:
    try:
        return bool(zones.zone_for(address.postcode))
    except InvalidPostcode:
        return False


def known(address: Any) -> dict[str, str]:
    """An address in the form's words."""
    return {
        "name": f"{address.first_name} {address.last_name}".strip(),
        "line1": address.line1,
        "line2": address.line2,
        "town": address.line4,
        "postcode": address.postcode,
    }
