"""Safety notes: when not to massage, when to stop, whom to ask."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel

from guides.models.shared_snippet import SharedSnippet


class SafetyNote(SharedSnippet):
    """A few points of one kind."""

    preview_template = "guides/cms/safety_note.html"
    first_fields = ("name", "kind", "text")

    WHEN_NOT, STOP, ASK = "when_not", "stop", "ask"
    KINDS = ((WHEN_NOT, "When not to"), (STOP, "Stop if"), (ASK, "Ask a midwife or health visitor"))

    name = models.CharField(max_length=80, unique=True, help_text="For editors; readers don’t see it.")
    kind = models.CharField(max_length=10, choices=KINDS, default=WHEN_NOT)
    text = models.TextField("points", help_text="One on each line.")

    panels = (FieldPanel("name", required_on_save=True), FieldPanel("kind"), FieldPanel("text"))

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    def as_block(self) -> dict[str, Any]:
        return {"heading": self.get_kind_display(), "notes": [self]}

    @property
    def points(self) -> list[str]:
        """The lines, without empty ones."""
        return [line.strip() for line in self.text.splitlines() if line.strip()]
