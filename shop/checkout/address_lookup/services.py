"""Finding the addresses of a postcode, and choosing one; a fault never stops the checkout."""

import logging
from dataclasses import asdict

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from shop.checkout.address_lookup.found import Found, Provider
from shop.checkout.address_lookup.http import LookupFailed
from shop.checkout.address_lookup.ideal_postcodes import IdealPostcodes
from shop.checkout.address_lookup.loqate import Loqate
from shop.checkout.address_lookup.simulated import Simulated
from shop.web.rate_limits import RateLimited, consume

logger = logging.getLogger(__name__)
PROVIDERS: dict[str, type[Provider]] = {
    "simulated": Simulated,
    "ideal_postcodes": IdealPostcodes,
    "loqate": Loqate,
}
KEY, MOST = "found_addresses", 100
MOST_AN_HOUR = 30  # look-ups of one network: each costs the shop money
UNAVAILABLE = "We can’t look up addresses just now. Please type yours below."


class NoAddresses(Exception):
    """There is nothing to choose from; the text is for the shopper, who can type the address instead."""


def is_on() -> bool:
    """Whether the checkout offers to look up addresses."""
    return settings.ADDRESS_LOOKUP in PROVIDERS


def find_addresses(*, postcode: str, session: SessionBase, network: str) -> list[Found]:
    """Find the addresses of a valid postcode and store them for this checkout; raises NoAddresses.

    Nothing but the postcode is sent to the provider.
    """
    session.pop(KEY, None)
    try:
        consume("address-lookup", network, most=MOST_AN_HOUR, minutes=60)
        found = _provider().find(postcode)[:MOST]
    except (LookupFailed, RateLimited) as problem:
        logger.warning("Address look-up: %s", problem)
        raise NoAddresses(UNAVAILABLE) from problem
    if not found:
        raise NoAddresses(f"We found no addresses for {postcode}. Please check it, or type your address.")
    session[KEY] = [asdict(row) for row in found]
    return found


def chosen_address(*, number: str, session: SessionBase) -> Found:
    """The address with this number in the list; raises NoAddresses."""
    rows = session.get(KEY, [])
    if not (number.isascii() and number.isdigit() and len(number) < 4 and int(number) < len(rows)):
        raise NoAddresses("Choose an address from the list, or type yours below.")
    try:
        found = _provider().complete(Found(**rows[int(number)]))
    except LookupFailed as problem:
        logger.warning("Address look-up: %s", problem)
        raise NoAddresses(UNAVAILABLE) from problem
    session.pop(KEY, None)
    return found


def listed(session: SessionBase) -> list[Found]:
    """The addresses that were found last and not chosen yet."""
    return [Found(**row) for row in session.get(KEY, [])]


def _provider() -> Provider:
    if not is_on():
        raise LookupFailed("ADDRESS_LOOKUP is off")
    return PROVIDERS[settings.ADDRESS_LOOKUP]()
