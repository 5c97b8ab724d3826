"""Cross-site guard for forms on cached pages, which can't carry a CSRF token."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

SAME_SITE = {"same-origin", "none"}


def is_same_origin(request: HttpRequest) -> bool:
    """Whether a browser sent this from one of our own pages.

    Every current browser sends `Sec-Fetch-Site`, which a page can't forge; older ones send
    `Origin` with each POST. A request with neither comes from no browser, so it carries
    no visitor's cookies and there is nobody it could be forged against.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in SAME_SITE
    origin = request.headers.get("Origin", "")
    return not origin or (
        urlsplit(origin).netloc == request.get_host() or origin in settings.CSRF_TRUSTED_ORIGINS
    )


def same_origin_post(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Replace the CSRF token by the origin check; a cross-site POST gets a plain 403 page."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not is_same_origin(request):
            return render(request, "403_csrf.html", status=403)
        return view(request, *args, **kwargs)

    return csrf_exempt(wrapper)
