"""Decorator and helper for the pages behind emailed links."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponseBase]


def is_confirmed(request: HttpRequest) -> bool:
    """Whether the page's own button was clicked; link scanners POST without its field."""
    return request.method == "POST" and "press" in request.POST


def link_page(view: View) -> View:
    """Never cache the page, never send its URL as a referrer, and require no cookie.

    The signed token in the link authorises the request and no other site knows it, so a CSRF token would add
    nothing but a cookie.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return csrf_exempt(never_cache(wrapper))
