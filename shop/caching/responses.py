"""Answers that are written once for a state of the shop, with their ETags, such as feeds and the sitemap."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.cache import set_response_etag

from shop.caching.version import LocalCache


class CachedResponses:
    """By key, as `Kept` has them; each visitor gets a copy, to which middlewares may add what they like."""

    def __init__(self, *, most: int) -> None:
        self._kept: LocalCache[str, HttpResponse] = LocalCache(most=most)

    def answer(self, key: str, *, state: object, write: Callable[[], HttpResponse]) -> HttpResponse:
        """What `write` has written for that state."""
        kept = self._kept.get(key, state=state, make=lambda: _with_etag(write()))
        return HttpResponse(kept.content, headers=dict(kept.headers))


def _with_etag(response: HttpResponse) -> HttpResponse:
    """Of half a megabyte the ETag takes longer than all the rest of an answer."""
    set_response_etag(response)
    return response
