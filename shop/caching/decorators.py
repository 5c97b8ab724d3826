"""`public_page` marks a view whose response is the same for everyone, so that any HTTP cache may store it.

A view declares the query parameters that it reads. It sees only those, in a fixed order, and they are part of
the cache key: other parameters in an address don't create another cached page.
"""

from collections.abc import Callable, Iterable
from functools import wraps

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils.cache import patch_cache_control

from shop.caching.declared_query import declared_query
from shop.caching.site_version import pages_version

Page = Callable[..., HttpResponseBase]

# How long a front-end cache that missed a purge may show an old page; no stale-while-revalidate on top.
MAX_AGE = 30
# For so many seconds nginx answers with a page without asking again; it doesn't pass its own header on.
NGINX_SECONDS = 1


def public_page(*, params: Iterable[str] = ()) -> Callable[[Page], Page]:
    """Add public cache headers to a 200 response; redirects and errors get Django's own.

    The view must not read the session, the user, the basket, messages or a CSRF token: Django would then add
    `Vary: Cookie` or `Set-Cookie`, and tests refuse both.
    """
    names = frozenset(params)

    def decorate(view: Page) -> Page:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if request.method not in {"GET", "HEAD"}:
                return view(request, *args, **kwargs)
            _hide_undeclared(request, names)
            # Before the view reads anything: a cached fragment must not be older than its key.
            request.pages_version = pages_version()  # type: ignore[attr-defined]
            response = view(request, *args, **kwargs)
            if response.status_code == 200:
                patch_cache_control(response, public=True, max_age=0, s_maxage=MAX_AGE)
                response.headers["X-Accel-Expires"] = str(NGINX_SECONDS)
                response.declared_params = names  # type: ignore[attr-defined]
            return response

        wrapper.is_public = True  # type: ignore[attr-defined]
        return wrapper

    return decorate


def _hide_undeclared(request: HttpRequest, names: frozenset[str]) -> None:
    """Remove undeclared parameters: the cached page would show one visitor's query to others."""
    if request.META.get("QUERY_STRING"):
        request.META["QUERY_STRING"] = declared_query(request.GET, names)
        request.GET = QueryDict(request.META["QUERY_STRING"])
