"""A newsletter and its recipients, one row each."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from guides.newsletter import statements
from guides.newsletter.blocks import LetterBlock
from guides.newsletter.models.people import Subscriber

AUDIENCES = (
    (statements.NEWS, "Everybody who wants news"),
    (statements.OFFERS, "Everybody who wants offers"),
    (statements.SOFT, "Customers who didn’t refuse emails about similar products"),
    (statements.SERIES, "Followers of one series"),
)


# Written by sending alone: neither the editor's form nor an older version may take them back.
PROGRESS = (
    "state",
    "send_at",
    "queued_at",
    "started_at",
    "run",
    "finished_at",
    "frozen_html",
    "frozen_text",
    "part",
    "clicks",
    "leaves",
    "bounces",
)


class Newsletter(PreviewableMixin, DraftStateMixin, RevisionMixin, models.Model):
    """Written from blocks; what is sent is the copy frozen when it was queued."""

    DRAFT, SCHEDULED, QUEUEING, SENDING = "draft", "scheduled", "queueing", "sending"
    SENT, STOPPED = "sent", "stopped"
    STATES = (
        (DRAFT, "Draft"),
        (SCHEDULED, "Scheduled"),
        (QUEUEING, "Being queued"),
        (SENDING, "On its way"),
        (SENT, "Sent"),
        (STOPPED, "Stopped"),
    )

    subject = models.CharField(max_length=120)
    preheader = models.CharField(
        max_length=150, blank=True, help_text="The grey line that email apps show after the subject."
    )
    audience = models.CharField(max_length=10, choices=AUDIENCES, default=statements.NEWS)
    series = models.SlugField(max_length=80, blank=True, help_text="Only for followers of a series.")
    body = StreamField(LetterBlock())
    state = models.CharField(max_length=10, choices=STATES, default=DRAFT, editable=False)
    send_at = models.DateTimeField(null=True, editable=False)
    queued_at = models.DateTimeField(null=True, editable=False)
    # Each start of the shards has a number: tasks of an earlier start end by themselves.
    started_at = models.DateTimeField(null=True, editable=False)
    run = models.PositiveIntegerField(default=0, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)
    frozen_html = models.TextField(blank=True, editable=False)
    frozen_text = models.TextField(blank=True, editable=False)
    # A new part of a series announces itself under this name, once.
    part = models.CharField(max_length=80, unique=True, null=True, editable=False)  # noqa: DJ001
    clicks = models.PositiveIntegerField(default=0, editable=False)
    leaves = models.PositiveIntegerField(default=0, editable=False)
    bounces = models.PositiveIntegerField(default=0, editable=False)

    preview_context: ClassVar[Callable[["Newsletter"], dict[str, Any]]]
    """What the templates of the email need; set when the apps are ready, as composing needs the models."""

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.subject

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save what was written; how far sending is changes in the table only (`update`)."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            written = (field for field in self._meta.concrete_fields if not field.primary_key)
            kwargs["update_fields"] = [field.name for field in written if field.name not in PROGRESS]
        super().save(*args, **kwargs)

    def with_content_json(self, content: Any) -> Any:
        """An older version of the text, with the progress of today (Wagtail calls it for each revision)."""
        found = super().with_content_json(content)
        for name in PROGRESS:
            setattr(found, name, getattr(self, name))
        return found

    @property
    def is_open(self) -> bool:
        """Whether it may still be edited: what is set for a time is what was checked."""
        return self.state == self.DRAFT

    @property
    def scope(self) -> str:
        """The series it is for; nothing else has a scope."""
        return self.series if self.audience == statements.SERIES else ""

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "newsletter/mail/letter.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        return type(self).preview_context(self)


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
    STATES = (
        (WAITING, "Waiting"),
        (CLAIMED, "Being handed over"),
        (SENT, "Sent"),
        (SKIPPED, "Left out: they left or paused in between"),
        (FAILED, "Refused by their mail server"),
        (UNKNOWN, "Unknown"),
    )

    state = models.CharField(max_length=8, choices=STATES, default=WAITING)
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
