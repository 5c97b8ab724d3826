"""The public CMS pages in the sitemap."""

from django.urls import reverse
from wagtail.images.models import AbstractImage

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
            found += [Page(library.url, newest), Page(reverse("guides-techniques"))]
        found += _lists(library)
        for series in library.series.values():
            changes = [part.updated for part in series.out if part.updated]
            found.append(Page(series.url, max(changes, default=None), _picture(series.cover)))
        originals = [guide for guide in library.guides.values() if guide.is_original]
        found += [Page(guide.url, guide.updated, _picture(guide.cover)) for guide in originals]
        found += [Page(profile.url, profile.updated) for profile in library.profiles.values()]
        found += [Page(hub.url, hub.updated) for hub in library.hubs.values() if hub.is_indexable]
        found += [Page(page.url, page.last_published_at) for page in InfoPage.objects.live().public()]
        return [page for page in found if page.path]


def _lists(library: GuideSnapshot) -> list[Page]:
    """The lists of people and topics, while there are any."""
    people = [Page(reverse("guides-people"))] if library.profiles else []
    is_any = any(hub.is_indexable for hub in library.hubs.values())
    return people + ([Page(reverse("guides-topics"))] if is_any else [])


def _picture(cover: AbstractImage | None) -> str:
    """The path of a cover’s file; an announced part may have none."""
    return str(cover.file.url) if cover else ""
