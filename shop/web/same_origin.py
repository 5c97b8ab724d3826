"""CSRF protection for forms on cached pages, which can't contain a CSRF token."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

SAME_SITE = {"same-origin", "none"}


def is_same_origin(request: HttpRequest) -> bool:
    """Whether the request comes from a page of this site.

    Current browsers send `Sec-Fetch-Site`, which scripts can't forge; older ones send `Origin` with each
    POST. A request with neither isn't from a browser, so it has no cookies of a victim.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in SAME_SITE
    origin = request.headers.get("Origin", "")
    return not origin or (
        urlsplit(origin).netloc == request.get_host() or origin in settings.CSRF_TRUSTED_ORIGINS
    )


def same_origin_post(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Check the origin instead of the CSRF token; a cross-site POST gets a 403."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method == "POST" and not is_same_origin(request):
            return render(request, "403_csrf.html", status=403)
        return view(request, *args, **kwargs)

    return csrf_exempt(wrapper)
