"""Marks a view as public: the same bytes for everyone, so that any HTTP cache may keep them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

from shop.page_cache.versions import pages_version

Page = Callable[..., HttpResponseBase]

# What a front cache may show that nobody told of a change. No stale-while-revalidate: it would be longer.
MAX_AGE = 30


def public_page(view: Page) -> Page:
    """Give a GET answer public cache headers; a redirect or an error keeps Django's own.

    The view must not read the session, the user, the basket, messages or a CSRF token:
    whoever does makes Django add `Vary: Cookie` or `Set-Cookie`, which the tests refuse.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # Before the view reads anything: a part of the page that is kept must not be older than its key.
        request.pages_version = pages_version()  # type: ignore[attr-defined]
        response = view(request, *args, **kwargs)
        if request.method in {"GET", "HEAD"} and response.status_code == 200:
            patch_cache_control(response, public=True, max_age=0, s_maxage=MAX_AGE)
        return response

    return wrapper
