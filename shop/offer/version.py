"""The cache version of public offers: it changes when staff change one, and when one begins or ends."""

from datetime import UTC, datetime
from threading import Lock

from django.utils import timezone

from shop.caching.version import CacheVersion
from shop.offer.models import ConditionalOffer

offers = CacheVersion("offers")
NEVER, ALWAYS = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)


class _Period:
    """The time between the last begin or end of an offer and the next one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._version, self._began, self._ends = "", NEVER, NEVER

    def began(self, version: str) -> datetime:
        """Start of the period; one query after each change and at each begin or end, otherwise none."""
        now = timezone.now()
        if version != self._version or not self._began <= now < self._ends:
            with self._lock:
                self._read(version, now)
        return self._began

    def _read(self, version: str, now: datetime) -> None:
        rows = ConditionalOffer.objects.filter(offer_type=ConditionalOffer.SITE)
        moments = [
            moment for row in rows.values_list("start_datetime", "end_datetime") for moment in row if moment
        ]
        self._began = max((moment for moment in moments if moment <= now), default=NEVER)
        self._ends = min((moment for moment in moments if moment > now), default=ALWAYS)
        self._version = version


_period = _Period()


def offers_version() -> str:
    """The offers’ part of the catalogue snapshot’s version."""
    version = offers.current()
    return f"{version}@{_period.began(version).timestamp():.0f}"
