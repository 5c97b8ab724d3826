"""What a link to a page shows elsewhere: in search results, and as a card in messages and networks."""

from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from guides.models.base import PICTURE, found_by

SEARCH_TITLE, SEARCH_DESCRIPTION = 60, 155  # characters that search engines show, about
SOCIAL_TITLE, SOCIAL_DESCRIPTION = 70, 110
EMPTY: dict[str, Any] = {"blank": True, "default": "", "db_default": ""}


class SharedLink(models.Model):
    """A title, a description and a picture of its own for a shared link; the page's own stand in for them."""

    social_title = models.CharField(
        "title of the shared link",
        max_length=120,
        help_text=f"Empty: the guide’s title. About {SOCIAL_TITLE} characters are shown.",
        **EMPTY,
    )
    social_description = models.CharField(
        "description of the shared link",
        max_length=300,
        help_text=f"Empty: the meta description. About {SOCIAL_DESCRIPTION} characters are shown.",
        **EMPTY,
    )
    social_picture = models.ForeignKey(
        "wagtailimages.Image",
        **PICTURE,
        verbose_name="picture of the shared link",
        help_text="Wide, at best 1200 × 630 pixels. Empty: the title beside the cover.",
    )

    class Meta:
        abstract = True


SHARED_LINK = MultiFieldPanel(
    [FieldPanel(name) for name in ("social_title", "social_description", "social_picture")],
    heading="Shared link",
)
FOUND_BY_LINK = found_by("social_title", "social_description")
PROMOTE_PANELS = (*Page.promote_panels, SHARED_LINK)
