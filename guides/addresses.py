"""The public addresses of the CMS's pages, for the sitemap."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from guides.library import current_library
from guides.models import InfoPage


def addresses() -> list[tuple[str, datetime | None]]:
    """Each address with the day of its last change."""
    library = current_library()
    found: list[tuple[str, datetime | None]] = []
    if library.url:
        found += [(library.url, None), (reverse("guides-techniques"), None)]
    found += [(series.url, None) for series in library.series.values()]
    found += [(guide.url, guide.updated) for guide in library.guides.values()]
    found += [(page.url, page.last_published_at) for page in InfoPage.objects.live().public()]
    return [(settings.SHOP_URL + url, changed) for url, changed in found if url]
