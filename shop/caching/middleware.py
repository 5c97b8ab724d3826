"""Answers public pages from the cache, before sessions, sign-ins or templates run.

Django's two cache middlewares ask the cache twice for a page and keep one header list for each; one look
before everything else costs half of that, and the key can hold the versions of what the page shows.
"""

from collections.abc import Callable
from threading import Lock

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from shop.caching import cached_page
from shop.caching.declared_query import declared_query
from shop.caching.site_version import page_version

LOCKS = 64
MOST_KNOWN = 5000
Names = frozenset[str]


class PageCacheMiddleware:
    """Caches the pages that a view declares public, until something that they show changes.

    The first of all middlewares. A page's key holds scheme, host, path, the declared part of the query
    and the versions, so that a change makes every kept page unreachable at once; nothing is deleted.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.PAGE_CACHE:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.locks = [Lock() for _ in range(LOCKS)]
        # For paths known to be public: the parameters that the view declared, and at which version.
        self.known: dict[str, tuple[str, Names]] = {}
        # Files and the health checks are answered whatever the shop's data are like.
        files = (f"/{settings.STATIC_URL.lstrip('/')}", f"/{settings.MEDIA_URL.lstrip('/')}")
        self.never = (*files, *settings.HEALTH_PATHS)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Wagtail previews a draft by a made-up request to the page's own address.
        if getattr(request, "is_dummy", False) or request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        place = _place(request)
        if len(place) > cached_page.LONGEST_ADDRESS or request.path_info.startswith(self.never):
            return self.get_response(request)
        version = page_version(request.path_info)
        known = self.known.get(place)
        page = self._load(request, place, version)
        if page is not None:
            return cached_page.answer(page, request)
        if known is None:  # it may be private, so nobody waits for it
            return self._make(request, place, version)
        return self._make_once(request, place, version, _address(request, place, known[1]))

    def _load(self, request: HttpRequest, place: str, version: str) -> cached_page.CachedPage | None:
        names = self._names(place, version)
        return None if names is None else cached_page.load(version, _address(request, place, names))

    def _names(self, place: str, version: str) -> Names | None:
        """The declared parameters, by this process or by another; a changed page may have other ones."""
        known = self.known.get(place)
        if known is not None and known[0] == version:
            return known[1]
        names = cached_page.load_names(version, place)
        if names is not None:
            self._know(place, version, names)
        return names

    def _make_once(self, request: HttpRequest, place: str, version: str, address: str) -> HttpResponseBase:
        """A page known to be public has run out: one of those who want it makes it, the others wait."""
        with self.locks[hash(address) % LOCKS]:
            page = self._load(request, place, version)
            return cached_page.answer(page, request) if page else self._make(request, place, version)

    def _make(self, request: HttpRequest, place: str, version: str) -> HttpResponseBase:
        conditions = cached_page.without_conditions(request)
        response = self.get_response(request)
        request.META.update(conditions)
        if not (isinstance(response, HttpResponse) and cached_page.may_keep(request, response)):
            self.known.pop(place, None)
            return cached_page.answer_plainly(request, response) if conditions else response
        names: Names = response.declared_params  # type: ignore[attr-defined]
        self._know(place, version, names)
        cached_page.store_names(version, place, names)
        return cached_page.answer(
            cached_page.store(version, _address(request, place, names), response), request
        )

    def _know(self, place: str, version: str, names: Names) -> None:
        if len(self.known) >= MOST_KNOWN:  # made-up hosts and paths; the real ones are learnt again soon
            self.known.clear()
        self.known[place] = version, names


def _place(request: HttpRequest) -> str:
    """Scheme, host and path; an unknown host never gets so far as to be kept."""
    scheme = "s" if request.is_secure() else "p"
    return f"{scheme}:{request.META.get('HTTP_HOST', '')}:{request.META.get('PATH_INFO', '')}"


def _address(request: HttpRequest, place: str, names: Names) -> str:
    """What a page is kept under; an address with nothing declared in its query is the page without one."""
    query = declared_query(request.GET, names) if request.META.get("QUERY_STRING") else ""
    return f"{place}?{query}" if query else place
