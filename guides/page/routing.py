"""Serves the CMS's pages by Wagtail's own view, and remembers where each address leads.

Finding the site, its root, the page and its restrictions takes Wagtail five queries for each request. They
give the same answer until a page, a site or a restriction changes, and so does the page that was read.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.views import serve as wagtail_serve

from guides.listing.version import guides_version
from shop.caching.version import LocalCache

_routes: LocalCache[tuple[str, str], Any] = LocalCache(most=300)


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Any address that nothing else answers; one that leads nowhere is looked up each time."""
    route = _routes.get(
        (request.get_host(), path),
        state=guides_version(),
        make=lambda: Page.route_for_request(request, path),
    )
    request._wagtail_route_for_request = route  # type: ignore[attr-defined] # where Wagtail keeps it itself
    response: HttpResponse = wagtail_serve(request, path)
    return response
