"""What a public page depends on, in one word."""

from collections.abc import Callable
from datetime import date
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from shop.versions import Version

site = Version("site")


@cache
def _sources() -> list[Callable[[], str]]:
    return [import_string(name) for name in settings.PAGE_CACHE_VERSIONS]


def pages_version() -> str:
    """All versions and the day: a change of any makes every kept page, and every kept part, unreachable.

    While a new shelf is being built this is still the version of the old one, of which pages are made.
    """
    return "|".join([date.today().isoformat(), site.current(), *(source() for source in _sources())])
