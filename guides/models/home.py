"""The shop's front door."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from guides.models.base import PICTURE, PublicPage, found_by
from guides.models.forms import HomePageForm
from shop.catalogue.listing.item import ListingItem
from shop.catalogue.listing.snapshot import current_catalogue


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
    featured = models.TextField(blank=True, help_text="The end of each product’s address, one per line.")
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

    search_fields = (
        *Page.search_fields,
        *found_by("hero_headline", "hero_text", "featured_heading", "story_heading", "story_text"),
    )

    def __str__(self) -> str:
        return self.title

    @property
    def featured_slugs(self) -> list[str]:
        """The slugs as written, without blank lines."""
        return self.featured.split()

    def featured_items(self) -> list[ListingItem]:
        """The chosen products that are available, in order; the best reviewed ones fill the gaps."""
        catalogue = current_catalogue()
        chosen = [catalogue.by_slug[slug] for slug in self.featured_slugs if slug in catalogue.by_slug]
        there = [item for item in chosen if item.is_available]
        if len(there) < len(chosen):
            there += [item for item in catalogue.best(len(catalogue.items)) if item not in chosen]
        return there[: len(chosen)]

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"items": self.featured_items()}
