"""Purging of a CDN or another HTTP cache in front of the shop, such as Varnish.

Wagtail's front-end cache invalidation sends the requests from a task. It purges CMS pages by itself.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from wagtail.contrib.frontend_cache.utils import purge_urls_from_cache


def is_configured() -> bool:
    """Whether the settings name a front-end cache."""
    return bool(settings.WAGTAILFRONTENDCACHE)


def purge(paths: Iterable[str]) -> None:
    """Purge these paths of the shop once the transaction is committed."""
    urls = [settings.SHOP_URL + path for path in paths]
    transaction.on_commit(lambda: purge_urls_from_cache(urls))
