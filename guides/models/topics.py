"""Topics: hubs of guides by age, part of the body, technique and audience."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.fields import RichTextField, StreamField

from guides.blocks.about_guides import GuidesBlock, ProductsBlock
from guides.models.one_paragraph import one_paragraph
from guides.models.shared_snippet import SharedSnippet
from guides.models.techniques import BodyArea, Technique

BY_RULE: dict[str, Any] = {"null": True, "blank": True, "on_delete": models.PROTECT, "related_name": "+"}


class Topic(SharedSnippet):
    """A page with words of its own and the guides that fit, by a rule or chosen by hand."""

    preview_template = "guides/cms/topic.html"
    first_fields = ("name", "kind", "introduction")

    AGE, AREA, TECHNIQUE, AUDIENCE, OTHER = "age", "area", "technique", "audience", "other"
    KINDS = (
        (AGE, "By age"),
        (AREA, "By body area"),
        (TECHNIQUE, "By technique"),
        (AUDIENCE, "For whom"),
        (OTHER, "More topics"),
    )
    WHOM = ((Technique.BABY, "A baby"), (Technique.ADULT, "A parent"))

    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True, blank=True)
    kind = models.CharField("listed under", max_length=10, choices=KINDS, default=OTHER)
    place = models.PositiveSmallIntegerField(default=0, help_text="Topics are listed by this number.")
    introduction = models.CharField(max_length=300, help_text="Search engines show it, too.")
    text = RichTextField(
        blank=True,
        features=["h2", "h3", "bold", "italic", "ol", "ul", "link"],
        help_text="Words of its own. Without them search engines are asked not to list the page.",
    )
    weeks = models.PositiveSmallIntegerField(
        "age in weeks", null=True, blank=True, help_text="Guides with a technique for a baby of this age."
    )
    area = models.ForeignKey(
        BodyArea, **BY_RULE, verbose_name="body area", help_text="Guides with a technique for it."
    )
    technique = models.ForeignKey(Technique, **BY_RULE, help_text="Guides that show it.")
    whom = models.CharField(
        "for", max_length=10, choices=WHOM, blank=True, help_text="Guides with a technique for them."
    )
    tag = models.CharField(max_length=100, blank=True, help_text="Guides with this tag.")
    chosen = StreamField(
        GuidesBlock(), blank=True, verbose_name="guides chosen by hand", help_text="They come first."
    )
    products = StreamField(
        ProductsBlock(),
        blank=True,
        verbose_name="products chosen by hand",
        help_text="They come first; products that its guides show follow.",
    )

    panels = (
        TitleFieldPanel("name", targets=["slug"], required_on_save=True),
        MultiFieldPanel(
            [FieldPanel("slug", widget=SlugInput), FieldPanel("kind"), FieldPanel("place")], heading="Place"
        ),
        one_paragraph("introduction"),
        FieldPanel("text"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("weeks", "area", "technique", "whom", "tag")],
            heading="Which guides: those that fit one of these",
        ),
        FieldPanel("chosen"),
        FieldPanel("products"),
    )

    class Meta:
        ordering: ClassVar = ["place", "name"]

    def __str__(self) -> str:
        return self.name
