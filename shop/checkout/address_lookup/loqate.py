"""Loqate's Capture: Find leads from a postcode to its addresses, Retrieve gives the chosen one.

Find costs nothing, each Retrieve a credit. Errors come with the status 200 as an item with an `Error`.
"""

from typing import Any

from django.conf import settings

from shop.checkout.address_lookup import http
from shop.checkout.address_lookup.found import LONGEST, Found, joined, text

URL = "https://api.addressy.com/Capture/Interactive/"
MOST, DEEPEST = "100", 3  # results of one call; calls until the addresses are reached


class Loqate:
    def find(self, postcode: str) -> list[Found]:
        """The addresses of a postcode, following its containers, such as a block of flats."""
        items = _items("Find/v1.20/json6.ws", _search(postcode))
        for _ in range(DEEPEST - 1):
            if any(text(item, "Type") == "Address" for item in items) or not items:
                break
            items = _items("Find/v1.20/json6.ws", _search(postcode) | {"Container": text(items[0], "Id")})
        return [_found(item) for item in items if text(item, "Type") == "Address"]

    def complete(self, found: Found) -> Found:
        """The chosen address in full."""
        items = _items("Retrieve/v1.20/json6.ws", {"Id": found.ref})
        if not items:
            raise http.LookupFailed("Loqate doesn’t know the chosen address any more")
        item = items[0]
        line2 = joined(text(item, "Line2"), text(item, "Line3"))[:LONGEST]
        town, postcode = text(item, "City"), text(item, "PostalCode")
        return Found(found.label, text(item, "Line1"), line2, town, postcode)


def _search(postcode: str) -> dict[str, str]:
    # Our server's place says nothing about the shopper's, so it must not order the results.
    return {"Text": postcode, "Countries": "GB,IM,JE,GG", "Limit": MOST, "IsMiddleware": "true"}


def _items(path: str, params: dict[str, str]) -> list[Any]:
    status, body = http.get_json(URL + path, params={"Key": settings.ADDRESS_LOOKUP_KEY, **params})
    items = body.get("Items") if status == 200 and isinstance(body, dict) else None
    if not isinstance(items, list):
        raise http.LookupFailed(f"Loqate answered {status}")
    if items and isinstance(items[0], dict) and "Error" in items[0]:
        raise http.LookupFailed(f"Loqate refused: {text(items[0], 'Error')}")
    return items


def _found(item: Any) -> Found:
    label = joined(text(item, "Text"), text(item, "Description"))
    return Found(label, ref=text(item, "Id"))
