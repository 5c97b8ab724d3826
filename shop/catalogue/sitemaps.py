"""What search engines may find: the catalogue from memory, and where they shouldn't look."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from shop.caching.decorators import public_page
from shop.caching.responses import CachedResponses
from shop.caching.site_version import pages_version
from shop.catalogue.listing.snapshot import current_catalogue
from shop.catalogue.models import Category

# Only what no page links to: a crawler that may not read a page can't read its noindex either, and lists the
# bare address. Baskets, accounts, orders and searches say noindex themselves.
NOT_LINKED = ("/dashboard/", "/cms/")
_written = CachedResponses(most=1)


@public_page()
def sitemap(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`: home, catalogue, categories and products; one file, which may hold 50,000 addresses."""
    return _written.answer("sitemap", state=pages_version(), write=lambda: _write(request))


def _write(request: HttpRequest) -> HttpResponse:
    categories = [category.get_absolute_url() for category in Category.objects.browsable()]
    paths: list[tuple[str, datetime | None]] = [(path, None) for path in ("/", "/shop/", *categories)]
    paths += [(item.url, item.updated) for item in current_catalogue().items]
    addresses = [(settings.SHOP_URL + path, changed) for path, changed in paths]
    return render(request, "sitemap.xml", {"addresses": addresses}, content_type="application/xml")


@public_page()
def robots(request: HttpRequest) -> HttpResponse:
    """`/robots.txt`."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_LINKED)]
    lines += ["", f"Sitemap: {settings.SHOP_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")
