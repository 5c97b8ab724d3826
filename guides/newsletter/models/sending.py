"""Newsletters, and a delivery for each recipient."""

from collections.abc import Callable
from typing import Any, ClassVar, Self

from django.db import models
from django.http import HttpRequest
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from guides.newsletter import statements
from guides.newsletter.blocks import NewsletterBody
from guides.newsletter.models.audiences import SavedAudience
from guides.newsletter.models.people import Subscriber

LONGEST_URL = 500
SAVED = "saved"
AUDIENCES = (
    (statements.NEWS, "Everybody who wants news"),
    (statements.OFFERS, "Everybody who wants offers"),
    (statements.SOFT, "Customers who didn’t refuse emails about similar products"),
    (statements.SERIES, "Followers of one series"),
    (SAVED, "A saved audience"),
)


# Changed by sending only: neither the CMS form nor an older revision may overwrite them.
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
    "complaints",
    "frozen_html_b",
    "frozen_text_b",
    "test_ends_at",
    "winner",
    "clicks_a",
    "clicks_b",
)
SUBJECT_A, SUBJECT_B = "a", "b"
SHARES = ((5, "5% and 5%"), (10, "10% and 10%"), (20, "20% and 20%"), (50, "Half and half, to everybody"))
HOURS = ((1, "1 hour"), (2, "2 hours"), (4, "4 hours"), (8, "8 hours"), (24, "a day"))


class Newsletter(PreviewableMixin, DraftStateMixin, RevisionMixin, models.Model):
    """A newsletter built of blocks. The copy that was frozen when it was scheduled is sent."""

    DRAFT, SCHEDULED, QUEUEING, SENDING = "draft", "scheduled", "queueing", "sending"
    SENT, STOPPED = "sent", "stopped"
    AUTOMATIC = "automatic"  # belongs to a step of an automation, which sends it person by person
    STATES = (
        (DRAFT, "Draft"),
        (SCHEDULED, "Scheduled"),
        (QUEUEING, "Being queued"),
        (SENDING, "On its way"),
        (SENT, "Sent"),
        (STOPPED, "Stopped"),
        (AUTOMATIC, "In an automation"),
    )

    subject = models.CharField(max_length=120)
    preheader = models.CharField(
        max_length=150, blank=True, help_text="The grey line that email apps show after the subject."
    )
    subject_b = models.CharField(
        "second subject to try",
        max_length=120,
        blank=True,
        db_default="",
        default="",
        help_text="A share of the people tries each; the others get the one with more clicks.",
    )
    test_share = models.PositiveSmallIntegerField(
        "share that tries each", choices=SHARES, default=10, db_default=10
    )
    test_hours = models.PositiveSmallIntegerField("decided after", choices=HOURS, default=4, db_default=4)
    audience = models.CharField(max_length=10, choices=AUDIENCES, default=statements.NEWS)
    series = models.SlugField(max_length=80, blank=True, help_text="Only for followers of a series.")
    saved_audience = models.ForeignKey(
        SavedAudience,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="newsletters",
        help_text="Only for “A saved audience”.",
    )
    keeps_weekly_most = models.BooleanField(
        "leave out who has had enough emails this week",
        default=True,
        db_default=False,
        help_text="The number is the same as for automations. Part announcements go to all followers.",
    )
    body = StreamField(NewsletterBody())
    in_archive = models.BooleanField(
        "show on the web",
        default=False,
        db_default=False,
        help_text="Once it is sent: in the newsletters’ archive, with “View in your browser” in the email.",
    )
    state = models.CharField(max_length=10, choices=STATES, default=DRAFT, editable=False)
    send_at = models.DateTimeField(null=True, editable=False)
    queued_at = models.DateTimeField(null=True, editable=False)
    # Each start of the shards has a number: tasks of an earlier start end by themselves.
    started_at = models.DateTimeField(null=True, editable=False)
    run = models.PositiveIntegerField(default=0, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)
    frozen_html = models.TextField(blank=True, editable=False)
    frozen_text = models.TextField(blank=True, editable=False)
    # The part of a series that it announces; unique, so that each is announced once.
    part = models.CharField(max_length=80, unique=True, null=True, editable=False)  # noqa: DJ001
    clicks = models.PositiveIntegerField(default=0, editable=False)
    leaves = models.PositiveIntegerField(default=0, editable=False)
    bounces = models.PositiveIntegerField(default=0, editable=False)
    complaints = models.PositiveIntegerField(default=0, db_default=0, editable=False)

    # Of the second subject, and of the decision between the two; empty without a second one.
    frozen_html_b = models.TextField(blank=True, db_default="", default="", editable=False)
    frozen_text_b = models.TextField(blank=True, db_default="", default="", editable=False)
    test_ends_at = models.DateTimeField(null=True, editable=False)
    winner = models.CharField(max_length=1, blank=True, db_default="", default="", editable=False)
    clicks_a = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    clicks_b = models.PositiveIntegerField(default=0, db_default=0, editable=False)

    preview_context: ClassVar[Callable[["Newsletter"], dict[str, Any]]]
    """What the templates of the email need; set when the apps are ready, as composing needs the models."""

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.subject

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the content; progress fields only change by `update()`, so saving never resets them."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            content = (field for field in self._meta.concrete_fields if not field.primary_key)
            kwargs["update_fields"] = [field.name for field in content if field.name not in PROGRESS]
        super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """An older revision's content with the current progress; called by Wagtail."""
        found = super().with_content_json(content)
        for name in PROGRESS:
            setattr(found, name, getattr(self, name))
        return found

    @property
    def is_open(self) -> bool:
        """Whether it may be edited: a scheduled newsletter stays as it was checked.

        An automation goes on sending the text in use until a marketer says that it sends the new one.
        """
        return self.state in (self.DRAFT, self.AUTOMATIC)

    @property
    def is_deciding(self) -> bool:
        """Whether most people wait until one of two subjects has won."""
        return bool(self.subject_b) and not self.winner

    @property
    def winning_subject(self) -> str:
        """The subject that most people got."""
        return self.subject_b if self.winner == SUBJECT_B else self.subject

    @property
    def is_automatic(self) -> bool:
        """Whether an automation sends it, so that nobody else does."""
        return self.state == self.AUTOMATIC

    @property
    def scope(self) -> str:
        """The series whose followers get it; empty for any other audience."""
        return self.series if self.audience == statements.SERIES else ""

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "newsletter/mail/issue.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return type(self).preview_context(self)


class LinkClicks(models.Model):
    """How often one link of a newsletter was clicked; nothing about who clicked."""

    newsletter = models.ForeignKey(Newsletter, on_delete=models.CASCADE, related_name="links")
    url = models.CharField(max_length=LONGEST_URL)
    clicks = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["newsletter", "url"], name="newsletter_one_count_a_link")
        ]

    def __str__(self) -> str:
        return f"{self.url}: {self.clicks}"


def count_click(newsletter_id: int, url: str, subject: str = "") -> None:
    """One more click, for the newsletter, its subject and the link; nothing for a newsletter that is gone."""
    columns = ["clicks", *([f"clicks_{subject}"] if subject in (SUBJECT_A, SUBJECT_B) else [])]
    more = {name: models.F(name) + 1 for name in columns}
    if not Newsletter.objects.filter(pk=newsletter_id).update(**more):
        return
    link = LinkClicks(newsletter_id=newsletter_id, url=url[:LONGEST_URL])
    LinkClicks.objects.bulk_create([link], ignore_conflicts=True)
    same = LinkClicks.objects.filter(newsletter_id=newsletter_id, url=link.url)
    same.update(clicks=models.F("clicks") + 1)


class SendingDay(models.Model):
    """How many emails left on a day while the domain is new; sending/warm_up.py keeps to the most."""

    day = models.DateField(unique=True)
    sent = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.day}: {self.sent}"


class Delivery(models.Model):
    """A newsletter for one subscriber: created once, sent at most once."""

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
    # Which of two subjects; empty without a second one, and until it is decided.
    subject = models.CharField(max_length=1, blank=True, db_default="", default="")
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
