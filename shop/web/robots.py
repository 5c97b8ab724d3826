"""`/robots.txt`."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from shop.caching.decorators import public_page

# Only pages without links to them: a crawler that may not read a page can't see its noindex either, and lists
# the bare address. Baskets, accounts, orders and searches have a noindex of their own.
NOT_LINKED = ("/dashboard/", "/office/")


@public_page()
def robots(request: HttpRequest) -> HttpResponse:
    """Keep crawlers out of the back office and name the sitemap."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_LINKED)]
    lines += ["", f"Sitemap: {settings.SHOP_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")
