"""Whole responses with their ETags, such as feeds and the sitemap, cached per process."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.cache import set_response_etag

from shop.caching.version import LocalCache


class CachedResponses:
    """Responses by key. Each request gets a copy, because middleware changes headers."""

    def __init__(self, *, most: int) -> None:
        self._responses: LocalCache[str, HttpResponse] = LocalCache(most=most)

    def answer(self, key: str, *, state: object, write: Callable[[], HttpResponse]) -> HttpResponse:
        """Return the response that `write` made for this state."""
        cached = self._responses.get(key, state=state, make=lambda: _with_etag(write()))
        return HttpResponse(cached.content, headers=dict(cached.headers))


def _with_etag(response: HttpResponse) -> HttpResponse:
    """Compute the ETag once: for half a megabyte it takes longer than the rest of the response."""
    set_response_etag(response)
    return response
