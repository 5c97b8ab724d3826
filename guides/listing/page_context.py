"""Template context of the guide index and of series pages."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest

from guides.listing.snapshot import current_guides
from guides.models import GuideIndexPage, SeriesPage

PER_PAGE = 24


def index_context(page: GuideIndexPage, request: HttpRequest) -> dict[str, Any]:
    """All series and guides, or those of one topic, 24 a page."""
    guides = current_guides()
    asked = {name: request.GET[name] for name in ("tag", "technique") if name in request.GET}
    topic, about = guides.by_topic(**asked)
    listed = Paginator(about if topic else guides.entries, PER_PAGE).get_page(request.GET.get("page"))
    # Only known topics go into the links: the page is cached for everyone who asks for the same.
    query = "?" + urlencode(asked if topic else {})
    return {"library": guides, "listed": listed, "topic": topic, "list_query": query}


def series_context(page: SeriesPage, request: HttpRequest) -> dict[str, Any]:
    """The series with its parts, from the snapshot."""
    return {"series": current_guides().series.get(page.pk), "description": page.introduction}
