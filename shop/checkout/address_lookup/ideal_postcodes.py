"""Ideal Postcodes: `GET /v1/postcodes/<postcode>` answers with all addresses, for one credit."""

from typing import Any
from urllib.parse import quote

from django.conf import settings

from shop.checkout.address_lookup import http
from shop.checkout.address_lookup.found import LONGEST, Found, joined, text

URL = "https://api.ideal-postcodes.co.uk/v1/postcodes/"
NO_SUCH_POSTCODE = 404


class IdealPostcodes:
    def find(self, postcode: str) -> list[Found]:
        """The addresses of a postcode; none for one that Royal Mail doesn't know."""
        key = {"Authorization": f'api_key="{settings.ADDRESS_LOOKUP_KEY}"'}
        status, body = http.get_json(URL + quote(postcode.replace(" ", "")), headers=key)
        if status == NO_SUCH_POSTCODE:
            return []
        rows = body.get("result") if status == 200 and isinstance(body, dict) else None
        if not isinstance(rows, list):
            raise http.LookupFailed(f"Ideal Postcodes answered {status}")
        return [_found(row) for row in rows]

    def complete(self, found: Found) -> Found:
        """It is complete already."""
        return found


def _found(row: Any) -> Found:
    line1, town = text(row, "line_1"), text(row, "post_town").title()
    line2 = joined(text(row, "line_2"), text(row, "line_3"))[:LONGEST]
    return Found(joined(line1, line2, town), line1, line2, town, text(row, "postcode"))
