"""Answers public pages from the cache, before sessions, sign-ins or templates run.

Django's two cache middlewares ask the cache twice for a page and keep one header list for each; one look
before everything else costs half of that, and the key can hold the versions of what the page shows.
"""

from collections.abc import Callable
from threading import Lock

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from shop.page_cache import kept
from shop.page_cache.versions import page_version

LOCKS = 64
MOST_KNOWN = 5000
LONGEST_ADDRESS = 300


class PageCacheMiddleware:
    """Keeps what a view has declared public (`shop.public`) until something that it shows changes.

    The first of all middlewares. A page's key holds scheme, host, path, query and the versions, so
    that a change makes every kept page unreachable at once; nothing has to be found and deleted.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.PAGE_CACHE:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.locks = [Lock() for _ in range(LOCKS)]
        self.known: set[str] = set()
        # Files and the health check are answered whatever the shop's data are like.
        self.never = (f"/{settings.STATIC_URL.lstrip('/')}", f"/{settings.MEDIA_URL.lstrip('/')}", "/healthz")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Wagtail previews a draft by a made-up request to the page's own address.
        if getattr(request, "is_dummy", False):
            return self.get_response(request)
        address = _address(request)
        if (
            request.method not in {"GET", "HEAD"}
            or len(address) > LONGEST_ADDRESS
            or request.path_info.startswith(self.never)
        ):
            return self.get_response(request)
        if address not in self.known:
            return self._first(request, address)
        version = page_version(request.path_info)
        page = kept.load(version, address)
        if page is None:
            return self._again(request, address, version)
        return kept.answer(page, request)

    def _first(self, request: HttpRequest, address: str) -> HttpResponseBase:
        """This process hasn't answered the address yet, so nobody else waits for what may be private."""
        version = page_version(request.path_info)
        page = kept.load(version, address)
        if page is None:
            return self._make(request, address, version)
        self._know(address)
        return kept.answer(page, request)

    def _again(self, request: HttpRequest, address: str, version: str) -> HttpResponseBase:
        """A page known to be public has run out: one of those who want it makes it, the others wait."""
        with self.locks[hash(address) % LOCKS]:
            page = kept.load(version, address)
            return kept.answer(page, request) if page else self._make(request, address, version)

    def _make(self, request: HttpRequest, address: str, version: str) -> HttpResponseBase:
        conditions = kept.without_conditions(request)
        response = self.get_response(request)
        request.META.update(conditions)
        if not (isinstance(response, HttpResponse) and kept.may_keep(request, response)):
            self.known.discard(address)
            return kept.answer_plainly(request, response) if conditions else response
        self._know(address)
        return kept.answer(kept.store(version, address, response), request)

    def _know(self, address: str) -> None:
        if len(self.known) >= MOST_KNOWN:  # addresses with made-up queries; it is learnt again soon
            self.known.clear()
        self.known.add(address)


def _address(request: HttpRequest) -> str:
    """What a page is kept under; an unknown host never gets so far as to be kept."""
    meta = request.META
    scheme = "s" if request.is_secure() else "p"
    return f"{scheme}:{meta.get('HTTP_HOST', '')}:{meta.get('PATH_INFO', '')}?{meta.get('QUERY_STRING', '')}"
