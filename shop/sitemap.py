"""What search engines may find: the shelf from memory, and where they shouldn't look."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import set_response_etag

from shop.catalogue.models import Category
from shop.catalogue.shelf import current_shelf
from shop.page_cache.versions import pages_version
from shop.public import public_page
from shop.versions import Kept

PRIVATE = (
    "/basket/add/",
    "/basket/lines/",
    "/basket/vouchers/",
    "/checkout/delivery/",
    "/checkout/payment/",
    "/checkout/pay/",
    "/checkout/return/",
    "/checkout/thank-you/",
    "/account/",
    "/orders/",
    "/dashboard/",
    "/cms/",
    "/search/",
)
_kept: Kept[str, HttpResponse] = Kept(most=1)


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`: home, shelf, categories and products; one file, which may hold 50,000 addresses."""
    kept = _kept.get("sitemap", state=pages_version(), make=lambda: _write(request)) or _write(request)
    return HttpResponse(kept.content, headers=dict(kept.headers))


def _write(request: HttpRequest) -> HttpResponse:
    """With its ETag: of half a megabyte that takes longer than all the rest of an answer."""
    categories = [category.get_absolute_url() for category in Category.objects.browsable()]
    paths = ["/", "/shop/", *categories, *(item.url for item in current_shelf().items)]
    addresses = [settings.SHOP_URL + path for path in paths]
    response = render(request, "sitemap.xml", {"addresses": addresses}, content_type="application/xml")
    set_response_etag(response)
    return response


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """`/robots.txt`."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE)]
    lines += ["", f"Sitemap: {settings.SHOP_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")
