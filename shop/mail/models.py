"""The outbox, one row for each email and never edited once it is sent, and the owner's words for emails."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from shop.mail.kinds import label_of
from shop.public_text import CheckedTexts


class EmailSwitch(models.Model):
    """Whether a kind of email that may be left out is sent. A kind without a row is on."""

    kind = models.CharField(max_length=60, unique=True)
    is_on = models.BooleanField("sent", default=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["kind"]

    def __str__(self) -> str:
        return f"Emails “{label_of(self.kind)}”"


class OutboxEmail(models.Model):
    """One email with its state, attempts and outcome.

    `args` are the arguments of its kind's `compose`: row ids, and texts only where no row has them.
    Subject and texts are stored when it is sent, as a copy of what the recipient got.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Not sent"
        UNKNOWN = "unknown", "Perhaps sent"  # the worker was killed while it was sending
        SUPPRESSED = "suppressed", "No longer needed"

    NEEDS_STAFF: ClassVar = (State.FAILED, State.UNKNOWN)

    kind = models.CharField(max_length=60)
    recipient = models.CharField(max_length=254, blank=True)
    reference = models.CharField(max_length=60, blank=True, db_index=True, help_text="Such as order:12.")
    args = models.JSONField(default=dict)
    once = models.CharField(
        max_length=150,
        blank=True,
        help_text="Key that stops the same email being queued twice. Can be empty.",
    )
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    sending_since = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=200, blank=True)
    last_error = models.CharField(max_length=500, blank=True)
    subject = models.CharField(max_length=250, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    resent_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="resent")
    seen_at = models.DateTimeField(null=True, help_text="When staff settled a failed or unknown one.")

    class Meta:
        ordering: ClassVar = ["created_at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["state", "next_attempt_at"], name="mail_due"),
            # Each kind has its own period until its emails are deleted.
            models.Index(fields=["kind", "created_at"], name="mail_age"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["once"], condition=~models.Q(once=""), name="mail_queued_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.get_state_display()})"


class MailText(CheckedTexts):
    """The owner's words for one kind of email; without a row it has the shop's own."""

    kind = models.CharField(max_length=60, unique=True, editable=False)
    subject = models.CharField(max_length=120, blank=True)
    opening = models.TextField("paragraph at the beginning", max_length=600, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Words for the email {self.kind}"
