"""The combined cache version of all public pages."""

from collections.abc import Callable
from datetime import date
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from shop.caching.version import CacheVersion
from shop.london import iso

site = CacheVersion("site")


@cache
def _sources() -> list[Callable[[], str]]:
    return [import_string(name) for name in settings.PAGE_CACHE_VERSIONS]


@cache
def _further() -> list[tuple[str, Callable[[], str]]]:
    return [(start, import_string(name)) for start, name in settings.PAGE_CACHE_FURTHER.items()]


def page_version(path: str) -> str:
    """Return `pages_version` with the versions that settings.PAGE_CACHE_FURTHER adds below some paths."""
    further = [source() for start, source in _further() if path.startswith(start)]
    return "|".join([pages_version(), *further])


def pages_version() -> str:
    """Return the date and all versions: when one changes, all cached pages and fragments become unreachable.

    While a new catalogue snapshot is being built, this is still the version of the old one, because pages are
    made from that.
    """
    return "|".join([iso(date.today()), site.current(), *(source() for source in _sources())])
