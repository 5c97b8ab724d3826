"""Who sells: the newest row that the office has saved, and the environment's `TRADER_…` until there is one.

This module alone reads `settings.TRADER`.
"""

from dataclasses import asdict

from django.conf import settings

from shop.caching.site_version import site
from shop.caching.version import LocalCache
from shop.integrity.versions import add_version
from shop.trader.identity import Trader
from shop.trader.models import TraderDetails

_row: LocalCache[str, tuple[TraderDetails | None]] = LocalCache(most=1, seconds=60)


def trader() -> Trader:
    """For pages, emails and documents; a change is seen as soon as the site's version changes."""
    row, *_ = _row.get("now", state=site.current(), make=lambda: (_newest(),))
    return row.details if row else first_trader()


def stored_trader() -> Trader:
    """The same as it stands in the database, for whoever is about to change it."""
    row = _newest()
    return row.details if row else first_trader()


def first_trader() -> Trader:
    """The details of the environment."""
    return Trader(**settings.TRADER)


def _newest() -> TraderDetails | None:
    return TraderDetails.objects.first()


def change_trader(*, details: Trader, by_id: int, seen: int) -> TraderDetails:
    """Add a row, which is in force from now on; documents that are issued keep theirs.

    `seen` is the number of the row that the page showed. Raises ChangedMeanwhile if there is a newer one.
    """
    return add_version(TraderDetails(**asdict(details), by_id=by_id), seen=seen)
