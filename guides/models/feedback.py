"""Readers' feedback on guides: helpful or not, and a comment that is moderated before it is public."""

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel

from guides.claims.cms.forms import ClaimsForm
from shop.integrity.immutable_rows import ImmutableColumns, ImmutableColumnsQuerySet

LONGEST_COMMENT = 500


class FeedbackQuerySet(ImmutableColumnsQuerySet):
    """Queries for feedback."""

    def live(self) -> "FeedbackQuerySet":
        """Feedback with a public comment."""
        return self.filter(state=Feedback.SHOWN).exclude(comment="")


class Feedback(ImmutableColumns):
    """One anonymous answer. It can be moderated but not edited."""

    immutable = frozenset({"guide", "is_helpful", "comment", "created_at"})

    base_form_class = ClaimsForm

    NEW, SHOWN, HIDDEN = "new", "shown", "hidden"
    STATES = ((NEW, "To be read"), (SHOWN, "Shown below the guide"), (HIDDEN, "Not shown"))

    guide = models.ForeignKey("guides.GuidePage", on_delete=models.CASCADE, related_name="feedback")
    is_helpful = models.BooleanField("helpful")
    comment = models.CharField(max_length=LONGEST_COMMENT, blank=True)
    state = models.CharField(
        max_length=10,
        choices=STATES,
        default=NEW,
        help_text="A comment that is shown counts as ours: it may claim no more than the guide itself.",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FeedbackQuerySet.as_manager()

    panels = (FieldPanel("guide", read_only=True), FieldPanel("comment", read_only=True), FieldPanel("state"))

    class Meta:
        ordering: ClassVar = ["-created_at"]
        verbose_name_plural = "feedback"
        indexes: ClassVar = [models.Index(fields=["guide", "state"], name="guides_feedback_shown")]

    def __str__(self) -> str:
        return f"{self.verdict}: {self.guide}"

    @property
    def verdict(self) -> str:
        """In the list of the CMS."""
        return "Found helpful" if self.is_helpful else "Not found helpful"

    @property
    def live(self) -> bool:
        """Whether it is public. The claims check applies only then."""
        return self.state == self.SHOWN
