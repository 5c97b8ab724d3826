"""Who writes guides and who reviews them."""

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from guides.blocks.links import LinksBlock
from guides.models.base import PICTURE
from guides.models.piece import Piece


class Person(Piece):
    """An author or reviewer: written once, shown with every guide of theirs."""

    preview_template = "guides/partials/person.html"

    name = models.CharField(max_length=80)
    credentials = models.CharField(
        max_length=160, blank=True, help_text="What makes them somebody to listen to; only what is true."
    )
    picture = models.ForeignKey("wagtailimages.Image", **PICTURE)
    biography = models.TextField(blank=True, help_text="Two or three sentences.")
    links = StreamField(LinksBlock(), blank=True)

    panels = (
        FieldPanel("name"),
        FieldPanel("credentials"),
        FieldPanel("picture"),
        FieldPanel("biography"),
        FieldPanel("links"),
    )

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name
