"""`/guides/`: all series and guides."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from guides.models.base import PublicPage, found_by
from guides.models.forms import ChildSlugForm

PER_PAGE = 24


class GuideIndexPage(PublicPage):
    """The way into the guides."""

    query_params = ("tag", "technique", "page")
    max_count = 1
    parent_page_types = ("guides.HomePage",)
    subpage_types = ("guides.SeriesPage", "guides.GuidePage")
    template = "guides/index_page.html"
    base_form_class = ChildSlugForm

    introduction = models.CharField(max_length=300, blank=True)

    content_panels = (*Page.content_panels, FieldPanel("introduction"))
    search_fields = (*Page.search_fields, *found_by("introduction"))

    def __str__(self) -> str:
        return self.title

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from guides.listing.snapshot import current_guides

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        library = current_guides()
        asked = {name: request.GET[name] for name in ("tag", "technique") if name in request.GET}
        topic, about = library.about(**asked)
        listed = Paginator(about if topic else library.entries, PER_PAGE).get_page(request.GET.get("page"))
        # Only of what was understood: the list is kept for everybody who asks for the same.
        query = "?" + urlencode(asked if topic else {})
        return context | {"library": library, "listed": listed, "topic": topic, "list_query": query}
