"""A cache in front of the shop, such as a CDN or Varnish, forgets a page when what it shows changes.

Wagtail's own front-end invalidation does the asking, by a task. It looks after the CMS's pages itself.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from wagtail.contrib.frontend_cache.utils import purge_urls_from_cache


def is_configured() -> bool:
    """Whether there is one that wants to be told."""
    return bool(settings.WAGTAILFRONTENDCACHE)


def purge(paths: Iterable[str]) -> None:
    """Ask it to forget these paths of the shop, once the change is committed."""
    urls = [settings.SHOP_URL + path for path in paths]
    transaction.on_commit(lambda: purge_urls_from_cache(urls))
