"""Massage techniques: how, where on the body, from which age, and when not."""

from typing import Any, ClassVar

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.search import index

from guides import ages
from guides.models.base import PICTURE
from guides.models.one_paragraph import one_paragraph
from guides.models.shared_snippet import SharedSnippet

FIGURES = (("baby-front", "A baby on its back"), ("baby-back", "A baby on its front"))
PARTS = tuple(
    (part, part.replace("-", ", ").capitalize())
    for part in ("face", "abdomen", "hands", "legs", "feet", "back", "legs-back", "feet-back")
)


class BodyArea(SharedSnippet):
    """A part of the body that techniques are for."""

    preview_template = "guides/cms/body_area.html"

    name = models.CharField(max_length=40, unique=True)
    slug = models.SlugField(max_length=40, unique=True, blank=True)
    place = models.PositiveSmallIntegerField(default=0, help_text="Areas are listed by this number.")
    figure = models.CharField("drawing", max_length=20, choices=FIGURES, blank=True)
    part = models.CharField("highlighted in the drawing", max_length=20, choices=PARTS, blank=True)

    panels = (
        TitleFieldPanel("name", targets=["slug"], required_on_save=True),
        FieldPanel("slug", widget=SlugInput),
        *(FieldPanel(name) for name in ("place", "figure", "part")),
    )

    class Meta:
        ordering: ClassVar = ["place", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def figure_file(self) -> str:
        """The path of the drawing among the static files."""
        return f"img/guides/{self.figure}.svg" if self.figure else ""


class Technique(index.Indexed, SharedSnippet, ClusterableModel):
    """A massage technique, described once for all guides."""

    preview_template = "guides/cms/technique.html"
    first_fields = ("name", "summary", "how", "cautions")

    STILL, LIGHT, GENTLE = "still", "light", "gentle"
    PRESSURES = (
        (STILL, "Resting hands"),
        (LIGHT, "Light: the skin hardly moves"),
        (GENTLE, "Gentle: the skin moves, nothing below it"),
    )
    BABY, ADULT = "baby", "adult"
    SHOWN: ClassVar[dict[str, str]] = {
        "stroking": "An open palm glides over the skin in one slow, long movement.",
        "resting": "An open palm rests on the skin and does not move.",
        "kneading": "The pads of the fingers move in small, slow circles.",
        "pressing": "One fingertip presses down gently, then lets go.",
        "pushing": "The palm or fingertips push in one straight line, always in the same direction.",
        "spinal-rolling": "Thumb and two fingers lift a fold of skin beside the spine and roll it up.",
    }  # what each drawing shows, as its file says it
    DRAWINGS = tuple((name, name.replace("-", " ").capitalize()) for name in SHOWN)

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True, blank=True)
    summary = models.CharField(max_length=200)
    how = models.TextField(help_text="One step on each line; massage mode shows them one by one.")
    pressure = models.CharField(max_length=10, choices=PRESSURES, default=LIGHT)
    areas = ParentalManyToManyField(BodyArea, related_name="techniques")
    whom = models.CharField(
        "for", max_length=10, choices=((BABY, "A baby"), (ADULT, "An adult")), default=BABY
    )
    from_weeks = models.PositiveSmallIntegerField(
        "from which age, in weeks", default=0, help_text="0 is any age; not used for adults."
    )
    cautions = models.TextField(blank=True, help_text="One on each line.")
    drawing = models.CharField(max_length=20, choices=DRAWINGS, blank=True)
    picture = models.ForeignKey(
        "wagtailimages.Image", **PICTURE, help_text="Instead of the drawing, if you have one."
    )

    panels = (
        TitleFieldPanel("name", targets=["slug"], required_on_save=True),
        MultiFieldPanel(
            [FieldPanel("slug", widget=SlugInput), one_paragraph("summary")], heading="Technique"
        ),
        FieldPanel("how"),
        MultiFieldPanel(
            [
                FieldPanel("pressure"),
                FieldPanel("areas", required_on_save=False),
                FieldPanel("whom"),
                FieldPanel("from_weeks"),
            ],
            heading="Where, how firmly, from when",
        ),
        FieldPanel("cautions"),
        MultiFieldPanel([FieldPanel("drawing"), FieldPanel("picture")], heading="Drawing"),
    )
    search_fields = (index.SearchField("name"), index.SearchField("summary"), index.AutocompleteField("name"))

    class Meta:
        ordering: ClassVar = ["from_weeks", "name"]

    def __str__(self) -> str:
        return self.name

    def as_block(self) -> dict[str, Any]:
        return {"technique": self, "note": ""}

    @property
    def steps(self) -> list[str]:
        """The lines of “how”, without empty ones."""
        return [line.strip() for line in self.how.splitlines() if line.strip()]

    @property
    def warnings(self) -> list[str]:
        """The lines of “cautions”, without empty ones."""
        return [line.strip() for line in self.cautions.splitlines() if line.strip()]

    @property
    def age(self) -> str:
        """“Any age”, “From 6 weeks”, “Adults”."""
        return "Adults" if self.whom == self.ADULT else ages.words(self.from_weeks)

    @property
    def drawing_file(self) -> str:
        """The path of the drawing among the static files."""
        return f"img/guides/technique-{self.drawing}.svg" if self.drawing else ""

    @property
    def picture_words(self) -> str:
        """What its picture or drawing shows, for people who can't see it."""
        if self.picture:
            return self.picture.description or f"{self.name}, as it is done"
        return self.SHOWN.get(self.drawing, "")
