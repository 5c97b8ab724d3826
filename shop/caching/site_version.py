"""What public pages depend on, in one word."""

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
    """All that a page depends on: `pages_version`, and what pages below some path show beyond it."""
    further = [source() for start, source in _further() if path.startswith(start)]
    return "|".join([pages_version(), *further])


def pages_version() -> str:
    """All versions and the day: a change of any makes every kept page, and every kept part, unreachable.

    For a moment after a change this is still the version of the old shelf, of which pages are then made.
    """
    return "|".join([iso(date.today()), site.current(), *(source() for source in _sources())])
