"""`/guides/`: all series and guides."""

from django.db import models
from wagtail.models import Page

from guides.models.base import PublicPage, found_by
from guides.models.forms import ChildSlugForm
from guides.models.one_paragraph import one_paragraph


class GuideIndexPage(PublicPage):
    """The list of all series and guides."""

    query_params = ("tag", "technique", "page")
    max_count = 1
    parent_page_types = ("guides.HomePage",)
    subpage_types = ("guides.SeriesPage", "guides.GuidePage")
    template = "guides/index_page.html"
    base_form_class = ChildSlugForm

    introduction = models.CharField(max_length=300, blank=True)

    content_panels = (*Page.content_panels, one_paragraph("introduction"))
    search_fields = (*Page.search_fields, *found_by("introduction"))

    def __str__(self) -> str:
        return self.title
