"""Postcode to delivery zone, by the table in zones.json; the first match wins. Pure."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from shop.shipping.postcodes import InvalidPostcode, normalise

_TABLE: dict[str, Any] = json.loads(Path(__file__).with_name("zones.json").read_text())
_OUTWARD = re.compile(r"([A-Z]{1,3})(\d*)([A-Z]?)")

NAMES = {
    "GB_MAINLAND": "UK mainland",
    "HIGHLAND": "Scottish Highlands",
    "GRAMPIAN_FRINGE": "North-east Scotland",
    "CENTRAL_FRINGE": "Central Scotland",
    "NI": "Northern Ireland",
    "SCILLY": "Isles of Scilly",
    "IOW": "Isle of Wight",
    "SHETLAND": "Shetland",
    "ORKNEY": "Orkney",
    "WESTERN_ISLES": "Western Isles",
    "SKYE_SMALL_ISLES": "Skye and the Small Isles",
    "ARGYLL_ISLES": "Argyll and its islands",
    "CLYDE_ISLES": "Clyde islands",
    "BFPO": "British Forces Post Office",
    "IM": "Isle of Man",
    "JE": "Jersey",
    "GY": "Guernsey",
}
COUNTRIES = {"IM": "IM", "JE": "JE", "GY": "GG"}
COUNTRY_NAMES = {"GB": "United Kingdom", "IM": "Isle of Man", "JE": "Jersey", "GG": "Guernsey"}
EXPORT = {"JE", "GY"}
# Areas of postcodes by nation, for its bank holidays. TD is in Scotland but for a strip at its border.
SCOTLAND = {
    *("AB", "DD", "DG", "EH", "FK", "G", "HS", "IV"),
    *("KA", "KW", "KY", "ML", "PA", "PH", "TD", "ZE"),
}
WALES = {"CF", "LD", "LL", "NP", "SA"}
OTHERS = {"BT": "NIR", "IM": "IM", "JE": "JE", "GY": "GG"}


class UnknownZone(InvalidPostcode):
    """A well-formed postcode outside the table: ask the shopper, don’t guess."""


@cache
def _districts(zone: str) -> frozenset[tuple[str, int]]:
    found: set[tuple[str, int]] = set()
    for entry in _TABLE["zones"][zone].get("districts", []):
        first, _, last = entry.partition("-")
        area, low = re.fullmatch(r"([A-Z]+)(\d+)", first).groups()  # type: ignore[union-attr]
        high = re.sub(r"\D", "", last) if last else low
        found |= {(area, number) for number in range(int(low), int(high) + 1)}
    return frozenset(found)


def is_known(postcode: str) -> bool:
    """Whether the postcode is in the table."""
    try:
        zone_for(postcode)
    except InvalidPostcode:
        return False
    return True


def zone_for(postcode: str) -> str:
    """The zone’s key for a postcode in any form; raises InvalidPostcode or UnknownZone."""
    outward = normalise(postcode).split(" ")[0]
    if outward == "BFPO":
        return "BFPO"
    area, number, _ = _OUTWARD.fullmatch(outward).groups()  # type: ignore[union-attr]
    for zone in _TABLE["match_order"]:
        if zone == "OVERSEAS_TERRITORY":  # decided by country: the postcodes look British
            continue
        rule = _TABLE["zones"][zone]
        if area in rule.get("areas", []) or (number and (area, int(number)) in _districts(zone)):
            return str(zone)
    raise UnknownZone(postcode)


def nation_of(postcode: str) -> str:
    """Whose bank holidays count there, as `dates.bank_holidays` names it; England's for one not known."""
    area = (re.match(r"[A-Z]*", postcode.strip().upper()) or [""])[0]
    if area in SCOTLAND:
        return "SCT"
    return "WLS" if area in WALES else OTHERS.get(area, "ENG")


def country_for(zone: str) -> str:
    """ISO code of the zone’s country."""
    return COUNTRIES.get(zone, "GB")


def is_in_promise(zone: str) -> bool:
    """Whether “free UK delivery” applies there: all of the UK with its islands, and BFPO."""
    return _TABLE["zones"][zone].get("uk_free_ship") is True


def is_export(zone: str) -> bool:
    """Whether items sent there leave the UK’s VAT area."""
    return zone in EXPORT
