"""What a public page depends on, in one word."""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from shop.versions import Version

site = Version("site")


@cache
def _sources() -> list[Callable[[], str]]:
    return [import_string(name) for name in settings.PAGE_CACHE_VERSIONS]


def pages_version() -> str:
    """All versions together: a change of any makes every kept page unreachable."""
    return "|".join([site.current(), *(source() for source in _sources())])
