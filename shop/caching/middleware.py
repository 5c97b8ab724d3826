"""The page cache: answers public pages before sessions, authentication or templates run.

Django's own cache middleware asks the cache twice for each page. One lookup before everything else costs
half of that, and the key can contain the versions of everything that the page shows.
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
    """Caches the pages that views declare public, until something that they show changes.

    It must be the first middleware. The key contains scheme, host, path, the declared part of the query and
    the cache versions, so a change makes all cached pages unreachable at once; nothing is deleted.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.PAGE_CACHE:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.locks = [Lock() for _ in range(LOCKS)]
        # Known public paths, with the version and the parameters that the view declared at it.
        self.known: dict[str, tuple[str, Names]] = {}
        # Files and health checks must work even if the shop's data can't be read.
        files = (f"/{settings.STATIC_URL.lstrip('/')}", f"/{settings.MEDIA_URL.lstrip('/')}")
        self.never = (*files, *settings.HEALTH_PATHS)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Wagtail previews a draft with an artificial request to the page's own address.
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
        if known is None:  # it may be private, so requests must not wait for each other
            return self._make(request, place, version)
        return self._make_once(request, place, version, _address(request, place, known[1]))

    def _load(self, request: HttpRequest, place: str, version: str) -> cached_page.CachedPage | None:
        names = self._names(place, version)
        return None if names is None else cached_page.load(version, _address(request, place, names))

    def _names(self, place: str, version: str) -> Names | None:
        """The declared parameters from this process or the cache; a new version may have other ones."""
        known = self.known.get(place)
        if known is not None and known[0] == version:
            return known[1]
        names = cached_page.load_names(version, place)
        if names is not None:
            self._know(place, version, names)
        return names

    def _make_once(self, request: HttpRequest, place: str, version: str, address: str) -> HttpResponseBase:
        """Make an expired public page in one request while the others wait for it."""
        with self.locks[hash(address) % LOCKS]:
            page = self._load(request, place, version)
            return cached_page.answer(page, request) if page else self._make(request, place, version)

    def _make(self, request: HttpRequest, place: str, version: str) -> HttpResponseBase:
        conditions = cached_page.without_conditions(request)
        response = self.get_response(request)
        request.META.update(conditions)
        if not (isinstance(response, HttpResponse) and cached_page.is_cacheable(request, response)):
            self.known.pop(place, None)
            return cached_page.answer_plainly(request, response) if conditions else response
        names: Names = response.declared_params  # type: ignore[attr-defined]
        self._know(place, version, names)
        cached_page.store_names(version, place, names)
        return cached_page.answer(
            cached_page.store(version, _address(request, place, names), response), request
        )

    def _know(self, place: str, version: str, names: Names) -> None:
        if len(self.known) >= MOST_KNOWN:  # invented hosts and paths; real ones are added again soon
            self.known.clear()
        self.known[place] = version, names


def _place(request: HttpRequest) -> str:
    """Scheme, host and path. Django refuses an unknown host before anything is cached for it."""
    scheme = "s" if request.is_secure() else "p"
    return f"{scheme}:{request.META.get('HTTP_HOST', '')}:{request.META.get('PATH_INFO', '')}"


def _address(request: HttpRequest, place: str, names: Names) -> str:
    """The page part of the cache key: undeclared query parameters are left out."""
    query = declared_query(request.GET, names) if request.META.get("QUERY_STRING") else ""
    return f"{place}?{query}" if query else place
