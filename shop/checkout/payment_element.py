"""What the page's script tells Stripe's Payment Element, so that nothing is typed twice."""

import json
from typing import TypedDict

from shop.checkout.details import Details
from shop.shipping.zones import country_for


class ElementContext(TypedDict):
    """For `partials/payment_element.html`: methods with commas, and the payer in Stripe's names, as JSON."""

    methods: str
    payer: str


def element_context(details: Details | None, *, email: str, methods: str) -> ElementContext:
    """The payer is whom the parcel goes to, until another billing address is typed over it.

    A gift goes to a friend, and without details there is no parcel: only the email address is known then.
    """
    if details is None or details.is_gift:
        return {"methods": methods, "payer": json.dumps({"email": email})}
    address = {
        "line1": details.line1,
        "line2": details.line2,
        "city": details.town,
        "postal_code": details.postcode,
        "country": country_for(details.zone),
    }
    payer = {"name": details.name, "email": email, "address": address}
    return {"methods": methods, "payer": json.dumps(payer)}
