"""The announcement that pages show now."""

from django.db import transaction
from django.utils import timezone

from shop.caching.site_version import site
from shop.caching.version import LocalCache
from shop.trader.models import Announcement

_row: LocalCache[int, tuple[Announcement | None]] = LocalCache(most=1, seconds=60)


def stored_announcement() -> Announcement | None:
    """The one row, whether or not it is shown today."""
    return Announcement.objects.first()


def current_announcement() -> Announcement | None:
    """What pages show today; a change is seen as soon as the site's version changes."""
    row, *_ = _row.get(Announcement.ONE, state=site.current(), make=lambda: (stored_announcement(),))
    return row if row and row.runs_on(timezone.localdate()) else None


@transaction.atomic
def take_down() -> None:
    """Delete the announcement; without one, nothing happens."""
    row = Announcement.objects.select_for_update().first()
    if row:
        row.delete()
