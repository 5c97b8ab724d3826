"""The home page: a hero, and blocks below it."""

from django.core.validators import RegexValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from guides.blocks.home import HomeBlock
from guides.models.base import PICTURE, PublicPage, found_by

OWN_ADDRESS = RegexValidator(r"^/(?!/)", "An address of this site begins with a slash, such as /shop/.")


class HomePage(PublicPage):
    """The home page."""

    max_count = 1
    parent_page_types = ("wagtailcore.Page",)
    template = "guides/home_page.html"

    hero_headline = models.CharField(max_length=80)
    hero_text = models.CharField(max_length=240)
    hero_image = models.ForeignKey("wagtailimages.Image", **PICTURE)
    hero_button = models.CharField(max_length=40, default="Shop the oils")
    hero_link = models.CharField(
        max_length=200,
        default="/shop/",
        validators=[OWN_ADDRESS],
        help_text="Where the button leads, such as /shop/.",
    )
    body = StreamField(HomeBlock(), blank=True)

    content_panels = (
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("hero_headline"),
                FieldPanel("hero_text"),
                FieldPanel("hero_image"),
                FieldPanel("hero_button"),
                FieldPanel("hero_link"),
            ],
            heading="Hero",
        ),
        FieldPanel("body", heading="Below the hero"),
    )

    search_fields = (*Page.search_fields, *found_by("hero_headline", "hero_text", "hero_button", "body"))

    def __str__(self) -> str:
        return self.title

    @property
    def offers_free_guide(self) -> bool:
        """Whether the form for the free guide is among the blocks."""
        return any(block["type"] == "free_guide" for block in self.body.raw_data)
