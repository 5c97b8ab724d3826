"""Serves the pages of the CMS with Wagtail's view and caches the route of each path.

Wagtail needs five queries per request to find the site, its root, the page and its restrictions. Their
result, including the page, stays the same until a page, a site or a restriction changes.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.views import serve as wagtail_serve

from guides.listing.version import guides_version
from shop.caching.version import LocalCache

_routes: LocalCache[tuple[str, str], Any] = LocalCache(most=300)


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serve any path that no other view handles. Unknown paths aren't cached."""
    route = _routes.get(
        (request.get_host(), path),
        state=guides_version(),
        make=lambda: Page.route_for_request(request, path),
    )
    request._wagtail_route_for_request = route  # type: ignore[attr-defined] # where Wagtail keeps it itself
    response: HttpResponse = wagtail_serve(request, path)
    return response
