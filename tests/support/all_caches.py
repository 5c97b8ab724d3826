"""Caches of a test are emptied whichever thread filled them."""

from django.conf import settings
from django.contrib.sites.models import Site
from django.core.cache import caches

from guides.listing import snapshot as guide_snapshot
from shop.catalogue.listing import snapshot as catalogue_snapshot


def empty_caches() -> None:
    """Every cache in memory, those too that only the live server's thread has opened, and the snapshots.

    `caches.all(initialized_only=True)` knows the caches of its own thread alone: addresses of pictures that
    the server had stored were shown to the next test, which has another folder of pictures.
    """
    for name in settings.CACHES:
        caches[name].clear()
    # While a snapshot is built anew, others are shown the one before.
    for built in (catalogue_snapshot._built, guide_snapshot._built):
        built.forget()
    Site.objects.clear_cache()
