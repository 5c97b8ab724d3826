"""`/sitemap.xml`: the sitemaps that settings.SITEMAPS names, one for each room with public pages."""

from datetime import datetime
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string

from shop.caching.decorators import public_page
from shop.caching.responses import CachedResponses
from shop.caching.site_version import pages_version

_responses = CachedResponses(most=1)


class Page(NamedTuple):
    """A path, the time of its last change where it is known, and the path of its picture if it has one."""

    path: str
    changed: datetime | None = None
    picture: str = ""

    @property
    def picture_address(self) -> str:
        return f"{settings.SHOP_URL}{self.picture}" if self.picture else ""


class PageSitemap(Sitemap[Page]):
    """Pages under SHOP_URL, whatever host the request named. Subclasses return them from `items`."""

    def location(self, item: Page) -> str:
        """Called by Sitemap."""
        return item.path

    def lastmod(self, item: Page) -> datetime | None:
        """Called by Sitemap."""
        return item.changed

    def get_domain(self, site: object = None) -> str:
        """Called by Sitemap; the sites framework isn't installed."""
        return urlsplit(settings.SHOP_URL).netloc

    def get_protocol(self, protocol: str | None = None) -> str:
        """Called by Sitemap."""
        return urlsplit(settings.SHOP_URL).scheme


@public_page()
def sitemap(request: HttpRequest) -> HttpResponse:
    """All pages in one file, which may hold 50,000 addresses; cached until a public page changes."""
    return _responses.answer("sitemap", state=pages_version(), write=lambda: _render(request))


def _render(request: HttpRequest) -> HttpResponse:
    pages = [page for room in sitemaps() for page in room().get_urls()]
    return render(request, "sitemap.xml", {"pages": pages}, content_type="application/xml")


@cache
def sitemaps() -> list[type[PageSitemap]]:
    """The classes that settings.SITEMAPS names."""
    return [import_string(name) for name in settings.SITEMAPS]
