"""What every page behind a mailed link has in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponseBase]


def is_confirmed(request: HttpRequest) -> bool:
    """Whether somebody pressed the page's own button: a scanner that POSTs to any link it finds didn't."""
    return request.method == "POST" and "press" in request.POST


def link_page(view: View) -> View:
    """Never cached, never passed on as a referrer, and in need of no cookie.

    Whoever holds the link may act: the signed token is the authority, which no other site knows, so
    a CSRF token would add nothing but a cookie.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return csrf_exempt(never_cache(wrapper))
