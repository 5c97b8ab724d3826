"""Free guides, which sign-up forms offer: written in Wagtail, read as a PDF or web page."""

from typing import Any, ClassVar

from django.core.cache import cache
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from guides.claims.cms.forms import ClaimsForm
from guides.newsletter.blocks import StepsBlock
from guides.slugs import fill_slug
from shop.caching.site_version import site
from shop.london import london


def offered_key() -> str:
    """The cache key of the guide that forms offer; its version tells other processes of changes."""
    return f"newsletter.offer.2:{site.current()}"


class FreeGuide(PreviewableMixin, DraftStateMixin, RevisionMixin, models.Model):
    """A free guide. Publishing it renders its PDF."""

    base_form_class = ClaimsForm

    title = models.CharField(max_length=120)
    slug = models.SlugField(
        max_length=80,
        unique=True,
        blank=True,
        help_text="Used in the web address. Don’t change it after publishing.",
    )
    subtitle = models.CharField(max_length=200, blank=True)
    cover = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cover_alt = models.CharField("what the cover shows", max_length=200, blank=True)
    # A picture of one of its pages: what people get is shown before they give an address.
    sample = models.ForeignKey(
        "wagtailimages.Image",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="sample page",
        help_text="A picture of one page, upright, for the sign-up form.",
    )
    sample_alt = models.CharField(
        "what the sample page shows", max_length=200, blank=True, default="", db_default=""
    )
    reviewer = models.ForeignKey(
        "guides.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewed_on = models.DateField("last reviewed", null=True, blank=True)
    intro = models.TextField(help_text="A short welcome; a blank line begins a new paragraph.")
    steps = StreamField(StepsBlock())
    closing = models.TextField(blank=True)
    is_offered = models.BooleanField(
        "given away by the sign-up forms",
        default=False,
        help_text="Sign-up forms offer the newest published guide with this ticked.",
    )
    pdf = models.FileField(upload_to="free-guides", blank=True, editable=False)
    pdf_made_at = models.DateTimeField(null=True, editable=False)

    panels = (
        TitleFieldPanel("title", targets=["slug"], required_on_save=True),
        MultiFieldPanel(
            [FieldPanel("slug", widget=SlugInput), FieldPanel("subtitle"), FieldPanel("is_offered")],
            heading="Guide",
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("cover", "cover_alt", "sample", "sample_alt")], heading="Pictures"
        ),
        MultiFieldPanel([FieldPanel("reviewer"), FieldPanel("reviewed_on")], heading="Reviewer"),
        FieldPanel("intro"),
        FieldPanel("steps"),
        FieldPanel("closing"),
    )

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with a slug made from the title if none was typed, and clear the cached offer."""
        fill_slug(self, self.title)
        super().save(*args, **kwargs)
        cache.delete(offered_key())

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "newsletter/guide.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {"guide": self, "steps": self.numbered()}

    @property
    def review_words(self) -> str:
        """Who read it and when; empty without a reviewer who is published."""
        person = self.reviewer
        if person is None or not person.live:
            return ""
        words = [f"Read and checked by {person.name}", person.credentials]
        words += [f"on {london(self.reviewed_on, '%-d %B %Y')}"] if self.reviewed_on else []
        return f"{', '.join(filter(None, words))}."

    def numbered(self) -> list[dict[str, Any]]:
        """The blocks in order, for the templates; steps are numbered."""
        rows, number = [], 0
        for block in self.steps:
            number += block.block_type == "step"
            rows.append(
                {
                    "number": number,
                    "is_step": block.block_type == "step",
                    "block": block.value,
                    "id": block.id,
                }
                | {"kind": block.block_type}
            )
        return rows
