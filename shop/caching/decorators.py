"""Marks a view as public: the same bytes for everyone, so that any HTTP cache may keep them.

A view names the query parameters that it reads. It is given those alone, in one order, and a page is cached
under them: whatever else stands in an address makes no page of its own.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils.cache import patch_cache_control

from shop.caching.declared_query import declared_query
from shop.caching.site_version import pages_version

Page = Callable[..., HttpResponseBase]

# What a front cache may show that nobody told of a change. No stale-while-revalidate: it would be longer.
MAX_AGE = 30


def public_page(*, params: Iterable[str] = ()) -> Callable[[Page], Page]:
    """Give a GET answer public cache headers; a redirect or an error keeps Django's own.

    The view must not read the session, the user, the basket, messages or a CSRF token:
    whoever does makes Django add `Vary: Cookie` or `Set-Cookie`, which the tests refuse.
    """
    names = frozenset(params)

    def decorate(view: Page) -> Page:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in {"GET", "HEAD"}:
                return view(request, *args, **kwargs)
            _show_only(request, names)
            # Before the view reads anything: a part of the page that is kept must not be older than its key.
            request.pages_version = pages_version()  # type: ignore[attr-defined]
            response = view(request, *args, **kwargs)
            if response.status_code == 200:
                patch_cache_control(response, public=True, max_age=0, s_maxage=MAX_AGE)
                response.declared_params = names  # type: ignore[attr-defined]
            return response

        wrapper.is_public = True  # type: ignore[attr-defined]
        return wrapper

    return decorate


def _show_only(request: HttpRequest, names: frozenset[str]) -> None:
    """Hide from the view what it didn't declare, or its page would show one visitor's query to others."""
    if request.META.get("QUERY_STRING"):
        request.META["QUERY_STRING"] = declared_query(request.GET, names)
        request.GET = QueryDict(request.META["QUERY_STRING"])
