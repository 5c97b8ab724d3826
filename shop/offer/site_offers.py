"""The offers that need no code, as pricing uses them: read once a process, not once a request.

Inside a transaction they are read anew: an order counts what it uses, and must see what is committed.
"""

from copy import copy

from django.db import transaction

from shop.caching.version import LocalCache
from shop.catalogue.version import catalogue_version
from shop.offer.membership import prepare
from shop.offer.models import ConditionalOffer
from shop.offer.version import offers_version

# A change tells the version. Written past Django, it is seen after these seconds.
_offers: LocalCache[str, list[ConditionalOffer]] = LocalCache(most=1, seconds=5)


def site_offers() -> list[ConditionalOffer]:
    """Today’s offers with their rules and ranges. They are the caller’s own, and only the ranges are shared:
    Oscar’s conditions remember what they counted in a basket.
    """
    if transaction.get_connection().in_atomic_block:
        return _read()
    state = (catalogue_version(), offers_version())  # a product may move to another class
    return [_own(offer) for offer in _offers.get("site", state=state, make=_read)]


def _own(offer: ConditionalOffer) -> ConditionalOffer:
    own = copy(offer)
    own.condition, own.benefit = copy(offer.condition), copy(offer.benefit)
    return own


def _read() -> list[ConditionalOffer]:
    """Unsorted: Django is slower at reading ordered queries."""
    found = ConditionalOffer.active.filter(offer_type=ConditionalOffer.SITE)
    offers = list(found.select_related("condition", "benefit").order_by())
    prepare(offers)
    return offers
