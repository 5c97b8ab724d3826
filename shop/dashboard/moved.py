"""Old addresses of the dashboard: each leads to the screen of the office that took its place."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseGone
from django.shortcuts import redirect
from django.urls import URLPattern, path, re_path, reverse
from django.views.decorators.cache import never_cache

from shop.dashboard.addresses import HOME, OLD, Old

GONE: Final = "This form has moved to /office/. Nothing was changed."
SAFE: Final = ("GET", "HEAD")
KEPT: Final = ("number", "pk")


def moved(old: Old) -> Callable[..., HttpResponse]:
    """A view that redirects to the new address, with the number or key of the old one where it has a place.

    An old form that is still open somewhere gets 410: it must not act under another right.
    """

    @never_cache
    def view(request: HttpRequest, **given: str | int) -> HttpResponse:
        if request.method not in SAFE:
            return HttpResponseGone(GONE, content_type="text/plain; charset=utf-8")
        kept = {old.called or key: given[key] for key in KEPT if key in given} if old.keeps else {}
        return redirect(reverse(old.new, kwargs=kept))

    return view


def _pattern(old: Old) -> URLPattern:
    make = re_path if old.route.startswith("^") else path
    return make(old.route, moved(old), name=old.name)


# The last one is for addresses of screens that nothing took the place of.
PATTERNS: Final = [*map(_pattern, OLD), path("<path:rest>/", moved(Old("", "", HOME, keeps=False)))]
