"""A series of guides: `/guides/<series>/`."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from guides.models.base import PICTURE, PublicPage, found_by
from guides.models.forms import ChildSlugForm
from guides.models.one_paragraph import one_paragraph
from guides.models.shared_links import FOUND_BY_LINK, PROMOTE_PANELS, SharedLink


class SeriesPage(PublicPage, SharedLink):
    """A cover, an introduction, and the parts in the order of the page tree."""

    parent_page_types = ("guides.GuideIndexPage",)
    subpage_types = ("guides.GuidePage",)
    template = "guides/series_page.html"
    base_form_class = ChildSlugForm
    has_followers = True  # deleted, it ends the consents of its followers
    admin_default_ordering = "ord"  # the office lists parts as readers find them, to be dragged

    introduction = models.CharField(max_length=300)
    text = RichTextField("longer introduction", blank=True, features=["bold", "italic", "ul", "link"])
    cover = models.ForeignKey("wagtailimages.Image", **PICTURE)
    cover_alt = models.CharField("what the cover shows", max_length=200, blank=True)

    content_panels = (
        *Page.content_panels,
        one_paragraph("introduction"),
        FieldPanel("text"),
        MultiFieldPanel([FieldPanel("cover"), FieldPanel("cover_alt")], heading="Cover"),
    )
    promote_panels = PROMOTE_PANELS
    search_fields = (*Page.search_fields, *FOUND_BY_LINK, *found_by("introduction", "text"))

    class Meta:
        verbose_name = "series"
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.title
