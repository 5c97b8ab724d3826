"""Caches of a test are emptied whichever thread filled them."""

from django.conf import settings
from django.core.cache import caches


def empty_caches() -> None:
    """Every cache in memory, those too that only the live server's thread has opened.

    `caches.all(initialized_only=True)` knows the caches of its own thread alone: addresses of pictures that
    the server had stored were shown to the next test, which has another folder of pictures.
    """
    for name in settings.CACHES:
        caches[name].clear()
