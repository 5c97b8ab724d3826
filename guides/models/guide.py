"""A guide: `/guides/<guide>/`, or a part of a series at `/guides/<series>/<part>/`."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.views.decorators.csp import csp_override
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from guides.blocks import podcast, video
from guides.blocks.about_guides import ChangesBlock, GuidesBlock
from guides.blocks.guide import GuideBody
from guides.body.facts import facts_of
from guides.link_fields import CleanURLField
from guides.models.base import PICTURE, PublicPage, found_by
from guides.models.forms import GuideForm
from guides.models.one_paragraph import one_paragraph
from guides.models.people import Person
from guides.models.series import SeriesPage
from guides.models.shared_links import EMPTY, FOUND_BY_LINK, PROMOTE_PANELS, SharedLink
from guides.models.techniques import Technique
from guides.newsletter.lead_magnet.printables import slug_of

VIDEO_CSP = {**settings.SECURE_CSP, "frame-src": [*video.FRAMES, *podcast.FRAMES]}
WITHDRAWN_AFTER = timedelta(days=90)  # this long past its review, cited statements are not shown any more


class GuideTag(TaggedItemBase):
    """A tag of a guide."""

    content_object = ParentalKey("guides.GuidePage", on_delete=models.CASCADE, related_name="tagged_items")


class GuidePage(PublicPage, SharedLink):
    """Text, techniques, safety, sources and the products that fit."""

    parent_page_types = ("guides.GuideIndexPage", "guides.SeriesPage")
    subpage_types: tuple[str, ...] = ()
    template = "guides/guide_page.html"
    base_form_class = GuideForm
    # A copy is another text: nobody has reviewed it yet, or said that followers shall hear of it.
    exclude_fields_in_copy: ClassVar = [
        "reviewer",
        "reviewed_on",
        "review_due",
        "tells_followers",
        "changes",
    ]

    introduction = models.CharField(max_length=300)
    cover = models.ForeignKey("wagtailimages.Image", **PICTURE)
    cover_alt = models.CharField("what the cover shows", max_length=200, blank=True)
    body = StreamField(GuideBody())
    author = models.ForeignKey(
        "guides.Person", null=True, on_delete=models.PROTECT, related_name="guides"
    )  # null in drafts only: the gate asks for it (guides.claims.review.gate)
    reviewer = models.ForeignKey(
        "guides.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="reviewed_guides"
    )
    reviewed_on = models.DateField("last reviewed", null=True, blank=True)
    review_due = models.DateField(
        null=True,
        blank=True,
        help_text="We remind you on this day. 90 days later, statements with sources are hidden.",
    )
    # Null in rows that a release without these columns wrote during an upgrade.
    changes = StreamField(
        ChangesBlock(),
        null=True,
        blank=True,
        verbose_name="what changed",
        help_text="Since it was published, for readers who come back. The newest is shown beside the title.",
    )
    related = StreamField(
        GuidesBlock(max_num=3),
        null=True,
        blank=True,
        verbose_name="read on",
        help_text="Up to three guides to go on with. Guides that fit fill the gaps.",
    )
    # Wagtail's own documents; kept as long as a guide names them.
    printable = models.ForeignKey(
        "wagtaildocs.Document",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="A file that the sign-up below this guide hands over instead of the free guide.",
    )
    credit = models.CharField(
        "first published by",
        max_length=160,
        help_text="For an article taken over with permission: who published it first, in their words.",
        **EMPTY,
    )
    original_url = CleanURLField(
        "first published at",
        max_length=500,
        help_text="Its address there. Search engines are told that the original stands there.",
        **EMPTY,
    )
    teaser = models.CharField(
        max_length=200,
        blank=True,
        help_text="Announces this part on its series while it is a draft: “how to choose an oil”.",
    )
    # Empty until somebody decides: then an original does and a copy doesn't (`will_tell_followers`).
    tells_followers = models.BooleanField(
        "email the followers of its series", null=True, blank=True, default=None
    )
    # The translation key of the first original: copies get a key of their own and keep this one.
    original_key = models.UUIDField(null=True, blank=True, editable=False)
    tags = ClusterTaggableManager(through=GuideTag, blank=True)
    # What lists and related guides need, taken from the body as it is saved (guides.body.facts).
    facts = models.JSONField(default=dict, editable=False)

    content_panels = (
        *Page.content_panels,
        one_paragraph("introduction"),
        MultiFieldPanel([FieldPanel("cover"), FieldPanel("cover_alt")], heading="Cover"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("author", "reviewer", "reviewed_on", "review_due")],
            heading="Author and reviewer",
        ),
        MultiFieldPanel([FieldPanel("credit"), FieldPanel("original_url")], heading="Taken over"),
        FieldPanel("changes"),
        FieldPanel("related"),
        FieldPanel("printable"),
        one_paragraph("teaser"),
        MultiFieldPanel([FieldPanel("tells_followers")], heading="Followers of the series"),
        FieldPanel("tags"),
    )
    promote_panels = PROMOTE_PANELS
    search_fields = (
        *Page.search_fields,
        *FOUND_BY_LINK,
        *found_by("introduction", "credit", "original_url", "teaser", "body", "changes", "related"),
    )

    class Meta:
        verbose_name = "guide"

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> Any:
        """Save with the facts of the current body."""
        self.facts = facts_of(self.body)
        self.original_key = self.original_key or self.translation_key
        return super().save(*args, **kwargs)

    def with_content_json(self, content: Any) -> Any:
        """An older version's content. `original_key` isn't content, so it stays."""
        found = super().with_content_json(content)
        found.original_key = self.original_key
        return found

    @property
    def will_tell_followers(self) -> bool:
        """The editor's choice; by default originals are announced to followers and copies aren't."""
        if self.tells_followers is not None:
            return self.tells_followers
        return self.original_key in (None, self.translation_key)

    @property
    def announces_part(self) -> bool:
        """Whether followers are emailed once it is live: a part of a live series that isn't an alias."""
        if self.alias_of_id or not self.will_tell_followers:
            return False
        return SeriesPage.objects.live().filter(pk=self.get_parent().pk).exists()

    @property
    def public_author(self) -> Person | None:
        """The author if published, else None."""
        return self.author if self.author and self.author.live else None

    @property
    def public_reviewer(self) -> Person | None:
        """The reviewer if there is one and published, else None."""
        return self.reviewer if self.reviewer and self.reviewer.live else None

    @property
    def printable_slug(self) -> str:
        """What its sign-up form asks for; empty for the free guide that all forms offer."""
        return slug_of(self.pk) if self.printable_id else ""

    @property
    def dated_changes(self) -> list[tuple[date, str]]:
        """What changed, the newest first; a draft's unfinished lines are left out."""
        rows = [(block.value["on"], block.value["text"]) for block in self.changes or ()]
        return sorted(((on, text) for on, text in rows if on and text), reverse=True)

    @property
    def related_ids(self) -> list[int]:
        """The guides that were chosen to read on, without loading them."""
        return [row["value"] for row in self.related.get_prep_value()] if self.related else []

    @property
    def is_long_unreviewed(self) -> bool:
        return bool(self.review_due and date.today() > self.review_due + WITHDRAWN_AFTER)

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """`massage/` below a guide is the guide in massage mode."""
        if path_components == ["massage"] and self.live and self._shows_techniques():
            return RouteResult(self, kwargs={"mode": "massage"})
        return super().route(request, path_components)

    def _shows_techniques(self) -> bool:
        return Technique.objects.live().filter(pk__in=self.facts.get("techniques", ())).exists()

    def get_cached_paths(self) -> list[str]:
        """The paths that a CDN must purge with the guide."""
        return ["/", "/massage/"]

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> Any:
        """A guide with a video may embed the player's frame, so its Content Security Policy allows it."""
        response = super().serve(request, *args, **kwargs)
        return (
            csp_override(VIDEO_CSP)(lambda _: response)(request) if self.facts.get("has_video") else response
        )

    def get_template(self, request: HttpRequest, *args: object, mode: str = "", **kwargs: object) -> str:
        return "guides/massage_page.html" if mode else self.template
