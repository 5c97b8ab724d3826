"""The public addresses of the CMS's pages, for the sitemap."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from guides.listing.snapshot import current_guides
from guides.models import InfoPage


def addresses() -> list[tuple[str, datetime | None]]:
    """Each address with the day of its last change."""
    library = current_guides()
    found: list[tuple[str, datetime | None]] = []
    if library.url:
        newest = max((guide.updated for guide in library.guides.values() if guide.updated), default=None)
        found += [(library.url, newest), (reverse("guides-techniques"), None)]
    for series in library.series.values():
        changes = [part.updated for part in series.out if part.updated]
        found.append((series.url, max(changes, default=None)))
    found += [(guide.url, guide.updated) for guide in library.guides.values()]
    found += [(page.url, page.last_published_at) for page in InfoPage.objects.live().public()]
    return [(settings.SHOP_URL + url, changed) for url, changed in found if url]
