"""A newsletter and its recipients, one row each."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from guides.newsletter import wordings
from guides.newsletter.blocks import LetterBlock
from guides.newsletter.models.people import Subscriber

AUDIENCES = (
    (wordings.NEWS, "Everybody who wants news"),
    (wordings.OFFERS, "Everybody who wants offers"),
    (wordings.SOFT, "Customers who didn't refuse mail about similar products"),
    (wordings.SERIES, "Followers of one series"),
)


class Newsletter(PreviewableMixin, DraftStateMixin, RevisionMixin, models.Model):
    """Written from blocks; what is sent is the copy frozen when it was queued."""

    DRAFT, SCHEDULED, SENDING, SENT, STOPPED = "draft", "scheduled", "sending", "sent", "stopped"

    subject = models.CharField(max_length=120)
    preheader = models.CharField(
        max_length=150, blank=True, help_text="The grey line that mail programs show after the subject."
    )
    audience = models.CharField(max_length=10, choices=AUDIENCES, default=wordings.NEWS)
    series = models.SlugField(max_length=80, blank=True, help_text="Only for followers of a series.")
    body = StreamField(LetterBlock())
    state = models.CharField(max_length=10, default=DRAFT, editable=False)
    send_at = models.DateTimeField(null=True, editable=False)
    queued_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)
    frozen_html = models.TextField(blank=True, editable=False)
    frozen_text = models.TextField(blank=True, editable=False)
    # A new part of a series announces itself under this name, once.
    part = models.CharField(max_length=80, unique=True, null=True, editable=False)  # noqa: DJ001
    clicks = models.PositiveIntegerField(default=0, editable=False)

    panels = (
        MultiFieldPanel([FieldPanel("subject"), FieldPanel("preheader")], heading="In the inbox"),
        MultiFieldPanel([FieldPanel("audience"), FieldPanel("series")], heading="To whom"),
        FieldPanel("body"),
    )

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.subject

    @property
    def scope(self) -> str:
        """The series it is for; nothing else has a scope."""
        return self.series if self.audience == wordings.SERIES else ""

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "newsletter/mail/letter.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        from guides.newsletter.letters import context_of  # composing needs the models

        return context_of(self)


class Delivery(models.Model):
    """One newsletter to one subscriber: made once, sent at most once."""

    WAITING, CLAIMED, SENT, SKIPPED, FAILED, UNKNOWN = (
        "waiting",
        "claimed",
        "sent",
        "skipped",
        "failed",
        "unknown",
    )

    newsletter = models.ForeignKey(Newsletter, on_delete=models.PROTECT, related_name="deliveries")
    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.SET_NULL, null=True, related_name="deliveries"
    )
    state = models.CharField(max_length=8, default=WAITING)
    changed_at = models.DateTimeField(auto_now_add=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["newsletter", "subscriber"], name="newsletter_one_delivery_each")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["newsletter", "id"],
                name="newsletter_waiting",
                condition=models.Q(state="waiting"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.newsletter_id} to {self.subscriber_id}: {self.state}"
