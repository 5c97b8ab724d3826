"""Automations: letters that follow each other by themselves, and how far each person has come."""

from datetime import datetime
from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone

from guides.newsletter import statements
from guides.newsletter.models.people import Subscriber
from guides.newsletter.models.sending import Newsletter

LONGEST_WAIT = 365  # days


class Automation(models.Model):
    """What begins it, whether it is on, and what ends it. Its kind decides by what right it writes."""

    WELCOME, FIRST_ORDER, WIN_BACK = "welcome", "first_order", "win_back"
    KINDS = (
        (WELCOME, "After the free guide"),
        (FIRST_ORDER, "After a first order"),
        (WIN_BACK, "180 days after the last order"),
    )
    # No sale was made to who asks for a guide, so the soft opt-in covers buyers only (PECR reg. 22(3)).
    PURPOSES: ClassVar = {
        WELCOME: statements.NEWS,
        FIRST_ORDER: statements.SOFT,
        WIN_BACK: statements.SOFT,
    }

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=KINDS)
    ends_on_order = models.BooleanField("ends when the person orders", default=True)
    # Only people for whom it begins after this moment enter; empty while it is off.
    on_since = models.DateTimeField(null=True, blank=True)
    stopped_because = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_on(self) -> bool:
        return self.on_since is not None

    @property
    def purpose(self) -> str:
        """The permission that each of its letters needs."""
        return self.PURPOSES[self.kind]


class AutomationStep(models.Model):
    """One letter of an automation: after how many days, and for whom."""

    ALWAYS, BOUGHT, NOT_BOUGHT = "", "bought", "not_bought"
    FOLLOWS, NOT_FOLLOWS = "follows", "not_follows"
    OPENED, NOT_OPENED = "opened", "not_opened"
    PRODUCT = "product"
    CONDITIONS = (
        (ALWAYS, "Everyone"),
        (BOUGHT, "Only people who have ordered since it began"),
        (NOT_BOUGHT, "Only people who haven’t ordered since it began"),
        (FOLLOWS, "Only people who follow a series"),
        (NOT_FOLLOWS, "Only people who follow no series"),
        (OPENED, "Only people who have opened a free guide"),
        (NOT_OPENED, "Only people who have opened no free guide"),
        (PRODUCT, "Only people who have ever bought one product"),
    )

    automation = models.ForeignKey(Automation, on_delete=models.CASCADE, related_name="steps")
    letter = models.OneToOneField(Newsletter, on_delete=models.PROTECT, related_name="step")
    place = models.PositiveSmallIntegerField()
    wait_days = models.PositiveSmallIntegerField(default=2, validators=[MaxValueValidator(LONGEST_WAIT)])
    condition = models.CharField(max_length=12, choices=CONDITIONS, blank=True, default=ALWAYS)
    product = models.SlugField(max_length=255, blank=True, default="", db_default="")  # for PRODUCT only
    is_on = models.BooleanField(default=True)
    # The revision whose text was checked and frozen; a newer one is an edit that isn't sent yet.
    revision_in_use = models.BigIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["automation", "place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["automation", "place"], name="newsletter_one_step_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.automation}: {self.letter}"

    @property
    def is_edited_since(self) -> bool:
        """Whether its letter was edited after the text in use was chosen."""
        return bool(self.letter.frozen_html) and self.letter.latest_revision_id != self.revision_in_use


class AutomationProgress(models.Model):
    """One person's way through an automation: begun once, and the next step with its time."""

    ACTIVE, FINISHED, LEFT, BOUGHT, LATE = "active", "finished", "left", "bought", "late"
    STATES = (
        (ACTIVE, "In progress"),
        (FINISHED, "Got every email"),
        (LEFT, "Unsubscribed on the way"),
        (BOUGHT, "Ordered on the way"),
        (LATE, "Ended, because the next email would have come two weeks late"),
    )

    automation = models.ForeignKey(Automation, on_delete=models.CASCADE, related_name="progress")
    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="automations")
    state = models.CharField(max_length=8, choices=STATES, default=ACTIVE)
    next_place = models.PositiveSmallIntegerField(default=1)
    entered_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["automation", "subscriber"], name="newsletter_one_progress_each")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["automation", "due_at"],
                name="newsletter_progress_due",
                condition=models.Q(state="active"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.subscriber_id} in {self.automation_id}: {self.state}"

    def end(self, state: str, *, at: datetime | None = None) -> None:
        """Set the outcome; the caller saves."""
        self.state, self.ended_at = state, at or timezone.now()


def end_without(*, subscriber: Subscriber, purpose: str) -> None:
    """End what a withdrawn permission allowed."""
    kinds = [kind for kind, needed in Automation.PURPOSES.items() if needed == purpose]
    if kinds:
        going = AutomationProgress.objects.filter(
            subscriber=subscriber, state=AutomationProgress.ACTIVE, automation__kind__in=kinds
        )
        going.update(state=AutomationProgress.LEFT, ended_at=timezone.now())
