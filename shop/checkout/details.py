"""Checkout details: what a shopper has entered, stored in the session until the order is placed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from oscar.core.loading import get_model

from shop.order.models import ShippingAddress
from shop.shipping import zones
from shop.shipping.countries import country_of
from shop.shipping.postcodes import InvalidPostcode

KEY = "checkout"


@dataclass
class Details:
    """Where an order goes and how; empty strings until they are known."""

    email: str = ""
    name: str = ""
    line1: str = ""
    line2: str = ""
    town: str = ""
    postcode: str = ""
    method: str = ""
    draft: str = ""  # "1" while the address was typed but not checked
    refuses_mail: str = ""  # "1" for the box that says no to mail about similar products
    gift_message: str = ""
    hides_prices: str = ""  # "1" for a parcel without prices
    phone: str = ""  # for the parcel; asked for only where somebody orders by telephone
    not_asked: str = ""  # "1" where that box wasn't shown: the address came from an earlier order

    @property
    def zone(self) -> str:
        """The delivery zone, or nothing while the postcode isn't known."""
        try:
            return zones.zone_for(self.postcode)
        except InvalidPostcode:
            return ""

    @property
    def is_gift(self) -> bool:
        """Whether the parcel probably goes to somebody other than the buyer."""
        return bool(self.gift_message or self.hides_prices)

    @property
    def has_address(self) -> bool:
        return bool(not self.draft and self.email and self.name and self.line1 and self.town and self.zone)

    def shipping_address(self) -> ShippingAddress:
        """An unsaved order address."""
        return get_model("order", "ShippingAddress")(
            first_name=self.name,
            line1=self.line1,
            line2=self.line2,
            line4=self.town,
            postcode=self.postcode,
            phone_number=self.phone,
            country=country_of(self.zone),
        )


def load(session: Mapping[str, Any] | SessionBase) -> Details:
    """The details from the session; unknown keys of older sessions are ignored."""
    stored = session.get(KEY)
    known = Details.__dataclass_fields__
    return (
        Details(**{k: v for k, v in stored.items() if k in known and isinstance(v, str)})
        if isinstance(stored, dict)
        else Details()
    )


def save(session: SessionBase, details: Details) -> None:
    """Store the details in the session."""
    session[KEY] = asdict(details)


def forget(session: SessionBase) -> None:
    """Delete the details from the session, once the order has them."""
    session.pop(KEY, None)
