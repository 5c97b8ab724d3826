"""Delivery, returns, privacy and the like."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from guides.blocks.info import BodyBlock
from guides.models.base import PublicPage, found_by
from guides.models.one_paragraph import one_paragraph


class InfoPage(PublicPage):
    """A page of plain information below the home page."""

    parent_page_types = ("guides.HomePage",)
    subpage_types: tuple[str, ...] = ()
    template = "guides/info_page.html"

    intro = models.CharField(max_length=300, blank=True)
    body = StreamField(BodyBlock(), blank=True)

    content_panels = (*Page.content_panels, one_paragraph("intro"), FieldPanel("body"))
    search_fields = (*Page.search_fields, *found_by("intro", "body"))

    def __str__(self) -> str:
        return self.title
