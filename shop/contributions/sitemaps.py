"""The page of contributions in the sitemap, while they are taken."""

from shop.trader.contributing import open_contributions
from shop.web.sitemaps import Page, PageSitemap


class ContributionSitemap(PageSitemap):
    """One page or none."""

    def items(self) -> list[Page]:
        """Called by Sitemap."""
        return [Page("/support/")] if open_contributions() else []
