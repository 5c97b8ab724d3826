"""Reports of skin reactions (Cosmetics Regulation, art. 23), what was decided about them, and who looked."""

import uuid
from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from shop.fields.email import EmailColumn
from shop.integrity.append_only import AppendOnly

# Art. 23 says “without delay”; the Commission's SUE Reporting Guidelines (July 2013) name 20 calendar days.
DAYS_TO_TELL = 20


class State(models.TextChoices):
    """How far a report is."""

    NEW = "new", "New"
    ASSESSED = "assessed", "Assessed"
    TOLD = "told", "Told"
    CLOSED = "closed", "Closed"


class Source(models.TextChoices):
    """How it came."""

    FORM = "form", "The form on the website"
    PHONE = "phone", "Telephone"
    EMAIL = "email", "Email"
    ORDER = "order", "With a return"


class Whose(models.TextChoices):
    """Whose skin."""

    BABY = "baby", "A baby’s"
    CHILD = "child", "A child’s"
    ADULT = "adult", "A grown-up’s"


class Outcome(models.TextChoices):
    """How it is now."""

    GONE = "gone", "It has gone"
    BETTER = "better", "It is getting better"
    SAME = "same", "It hasn’t changed"
    UNKNOWN = "unknown", "I don’t know"


class Criterion(models.TextChoices):
    """What makes a reaction serious (art. 2)."""

    NONE = "", "None of these: not serious"
    HOSPITAL = "hospital", "Hospital"
    DISABILITY = "disability", "Disability, for a time or for good"
    LASTING = "lasting", "A defect from birth"
    DANGER = "danger", "Danger to life"
    DEATH = "death", "Death"


class Cause(models.TextChoices):
    """How likely it is that the product caused it."""

    LIKELY = "likely", "Very likely or likely"
    NOT_CLEAR = "not clear", "Not clear"
    UNLIKELY = "unlikely", "Unlikely"
    EXCLUDED = "excluded", "Excluded"


class AdverseEvent(models.Model):
    """One report. Its words are about somebody's health: the right `office.read_reactions` reads them."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    source = models.CharField(max_length=10, choices=Source)
    reported_at = models.DateTimeField(default=timezone.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    product = models.ForeignKey("catalogue.Product", models.PROTECT, related_name="adverse_events")
    batch = models.ForeignKey("catalogue.Batch", models.PROTECT, null=True, related_name="adverse_events")
    batch_number = models.CharField(max_length=40, blank=True, help_text="As it was typed.")
    order = models.ForeignKey("order.Order", models.PROTECT, null=True, related_name="adverse_events")
    name = models.CharField(max_length=150, blank=True)
    email = EmailColumn(blank=True)
    may_write_back = models.BooleanField(default=False)
    whose = models.CharField(max_length=10, choices=Whose)
    age_months = models.PositiveSmallIntegerField(null=True)
    happened = models.TextField()
    where = models.CharField(max_length=200, blank=True)
    began_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.UNKNOWN)
    doctor = models.BooleanField(default=False)
    said_serious = models.BooleanField(default=False, help_text="Those who reported it say so.")
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    criterion = models.CharField(max_length=12, choices=Criterion, blank=True)
    cause = models.CharField(max_length=12, choices=Cause, blank=True)
    action = models.CharField(max_length=500, blank=True)
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    assessed_at = models.DateTimeField(null=True)
    person_told_on = models.DateField(null=True, help_text="The responsible person.")
    authority_told_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-reported_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Report {self.pk}"

    @property
    def is_serious(self) -> bool:
        """As assessed; before that, as whoever reported it says."""
        return bool(self.criterion) or (self.state == State.NEW and self.said_serious)

    @property
    def tell_by(self) -> date | None:
        """The last day for telling the authority of a serious one."""
        first = timezone.localdate(self.reported_at)
        return first + timedelta(days=DAYS_TO_TELL) if self.is_serious else None


class AdverseEventPhoto(models.Model):
    """The photo of a report, apart from it because it is large."""

    event = models.OneToOneField(AdverseEvent, models.PROTECT, related_name="photo")
    content = models.BinaryField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Photo of report {self.event_id}"


class AdverseEventNote(AppendOnly):
    """What was decided or done about a report."""

    event = models.ForeignKey(AdverseEvent, models.PROTECT, related_name="notes")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Note on report {self.event_id}"


class AdverseEventLook(AppendOnly):
    """Who read a report, and when."""

    event = models.ForeignKey(AdverseEvent, models.PROTECT, related_name="looks")
    what = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Look at report {self.event_id}"
