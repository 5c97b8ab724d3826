"""The shop's pages in the sitemap: home, categories and products."""

from shop.catalogue.listing.item import ListingItem
from shop.catalogue.listing.snapshot import current_catalogue
from shop.catalogue.models import Category
from shop.web.sitemaps import Page, PageSitemap


class CatalogueSitemap(PageSitemap):
    """Products come from the catalogue snapshot, without queries."""

    def items(self) -> list[Page]:
        """Called by Sitemap."""
        categories = [category.get_absolute_url() for category in Category.objects.browsable()]
        pages = [Page(path) for path in ("/", "/shop/", *categories)]
        return pages + [_page(item) for item in current_catalogue().items]


def _page(item: ListingItem) -> Page:
    picture = item.image.original.url if item.image else ""
    return Page(item.url, item.updated, picture)
