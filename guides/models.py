"""The pages marketers edit in Wagtail: the home page and the information pages."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from guides.blocks import BodyBlock
from guides.forms import HomePageForm
from shop.catalogue.shelf import ShelfItem, current_shelf
from shop.public import public_page

PICTURE: dict[str, Any] = {"null": True, "blank": True, "on_delete": models.PROTECT, "related_name": "+"}


class PublicPage(Page):
    """A page that is the same for everyone, and says so to any cache."""

    class Meta:
        abstract = True

    @method_decorator(public_page)
    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer as Wagtail does, with public cache headers."""
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response


class HomePage(PublicPage):
    """The shop's front door."""

    max_count = 1
    parent_page_types = ("wagtailcore.Page",)
    template = "guides/home_page.html"
    base_form_class = HomePageForm

    hero_headline = models.CharField(max_length=80)
    hero_text = models.CharField(max_length=240)
    hero_image = models.ForeignKey("wagtailimages.Image", **PICTURE)
    featured_heading = models.CharField(max_length=80, default="Where to begin")
    featured = models.TextField(blank=True, help_text="The end of each product's address, one per line.")
    story_heading = models.CharField(max_length=80, blank=True)
    story_text = RichTextField(blank=True, features=["bold", "italic", "link"])
    story_image = models.ForeignKey("wagtailimages.Image", **PICTURE)

    content_panels = (
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("hero_headline"), FieldPanel("hero_text"), FieldPanel("hero_image")], heading="Hero"
        ),
        MultiFieldPanel([FieldPanel("featured_heading"), FieldPanel("featured")], heading="Products"),
        MultiFieldPanel(
            [FieldPanel("story_heading"), FieldPanel("story_text"), FieldPanel("story_image")],
            heading="Our story",
        ),
    )

    def __str__(self) -> str:
        return self.title

    @property
    def featured_slugs(self) -> list[str]:
        """The slugs as written, without blank lines."""
        return self.featured.split()

    def featured_items(self) -> list[ShelfItem]:
        """The chosen products that are public now, in the marketer's order."""
        on_shelf = {item.slug: item for item in current_shelf().items}
        return [on_shelf[slug] for slug in self.featured_slugs if slug in on_shelf]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"items": self.featured_items()}


class InfoPage(PublicPage):
    """Delivery, returns, privacy and the like."""

    parent_page_types = ("guides.HomePage",)
    subpage_types: tuple[str, ...] = ()
    template = "guides/info_page.html"

    intro = models.CharField(max_length=300, blank=True)
    body = StreamField(BodyBlock(), blank=True)

    content_panels = (*Page.content_panels, FieldPanel("intro"), FieldPanel("body"))

    def __str__(self) -> str:
        return self.title
