"""Saved sections: blocks that are copied into newsletters."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PreviewableMixin

from guides.newsletter.blocks import SectionBody


class SavedSection(PreviewableMixin, models.Model):
    """Blocks under a name. Changing them changes no newsletter: those have copies."""

    name = models.CharField(max_length=80, unique=True, help_text="Seen by editors only.")
    body = StreamField(SectionBody())
    changed_at = models.DateTimeField("last changed", auto_now=True)

    panels = (FieldPanel("name"), FieldPanel("body"))

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "newsletter/mail/issue.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """The email with this section alone in it."""
        from guides.newsletter.models.sending import Newsletter

        letter = Newsletter(subject=self.name, body=self.body)
        return Newsletter.preview_context(letter)
