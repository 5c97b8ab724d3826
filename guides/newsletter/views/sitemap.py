"""The archive of newsletters in `/sitemap.xml`."""

from django.urls import reverse

from guides.newsletter.sending.archive import archived
from shop.web.sitemaps import Page, PageSitemap


class ArchiveSitemap(PageSitemap):
    """The list and every newsletter in it; nothing while it is empty."""

    def items(self) -> list[Page]:
        """Called by Sitemap."""
        rows = archived().values_list("pk", "finished_at")
        letters = [Page(reverse("newsletter-archived", args=[pk]), at) for pk, at in rows]
        newest = letters[0].changed if letters else None
        return [Page(reverse("newsletter-archive"), newest), *letters] if letters else []
