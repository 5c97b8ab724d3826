"""The public CMS pages in the sitemap."""

from django.urls import reverse

from guides.listing.snapshot import GuideSnapshot, current_guides
from guides.models import InfoPage
from shop.web.sitemaps import Page, PageSitemap


class GuidesSitemap(PageSitemap):
    """Guides, series, people, topics and information pages with the time of their last change."""

    def items(self) -> list[Page]:
        """Called by Sitemap."""
        library = current_guides()
        found: list[Page] = []
        if library.url:
            newest = max((guide.updated for guide in library.guides.values() if guide.updated), default=None)
            found += [(library.url, newest), (reverse("guides-techniques"), None)]
        found += _lists(library)
        for series in library.series.values():
            changes = [part.updated for part in series.out if part.updated]
            found.append((series.url, max(changes, default=None)))
        found += [(guide.url, guide.updated) for guide in library.guides.values()]
        found += [(profile.url, profile.updated) for profile in library.profiles.values()]
        found += [(hub.url, hub.updated) for hub in library.hubs.values() if hub.is_indexable]
        found += [(page.url, page.last_published_at) for page in InfoPage.objects.live().public()]
        return [(url, changed) for url, changed in found if url]


def _lists(library: GuideSnapshot) -> list[Page]:
    """The lists of people and topics, while there are any."""
    people: list[Page] = [(reverse("guides-people"), None)] if library.profiles else []
    is_any = any(hub.is_indexable for hub in library.hubs.values())
    return people + ([(reverse("guides-topics"), None)] if is_any else [])
