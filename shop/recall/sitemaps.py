"""Recalls in the sitemap, once there is one."""

from shop.recall.models import Recall
from shop.web.sitemaps import Page, PageSitemap


class RecallSitemap(PageSitemap):
    """The list and each page that is live."""

    def items(self) -> list[Page]:
        """Called by Sitemap."""
        rows = Recall.objects.exclude(published_at=None).order_by("-published_at", "pk")
        pages = [Page(f"/recalls/{row.slug}/", row.published_at) for row in rows]
        return [Page("/recalls/"), *pages] if pages else []
