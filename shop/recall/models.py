"""Recalls, their batches, and everybody who has to be told. Kept for ten years; nothing here is deleted."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from shop.integrity.append_only import AppendOnly
from shop.london import london


class State(models.TextChoices):
    """How far a recall is."""

    PREPARED = "prepared", "Prepared"
    STOPPED = "stopped", "Sale stopped"
    CLOSED = "closed", "Closed"


class Remedy(models.TextChoices):
    """What buyers get, as the notice says it."""

    REFUND = "refund", "Money back"
    REPLACEMENT = "replacement", "A replacement"
    CHOICE = "choice", "Money back or a replacement"


class Recall(models.Model):
    """What is wrong, how dangerous it is and what buyers should do. `key` is that of the form, once used."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=150)
    slug = models.SlugField(max_length=80, unique=True)
    problem = models.TextField(help_text="What is wrong.")
    risk = models.TextField(help_text="What can happen, and to whom.")
    advice = models.TextField(help_text="What buyers should do now.")
    remedy = models.CharField(max_length=20, choices=Remedy, default=Remedy.CHOICE)
    state = models.CharField(max_length=20, choices=State, default=State.PREPARED)
    is_rehearsal = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Nothing goes off sale, no order is held, and nobody is written to.",
    )
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    prepared_at = models.DateTimeField(auto_now_add=True)
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    stopped_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True, help_text="Since when its public page is live.")
    authority_told_on = models.DateField(null=True)
    authority_reference = models.CharField(max_length=100, blank=True, default="", db_default="")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        ordering: ClassVar = ["-prepared_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Rehearsal: {self.title}" if self.is_rehearsal else f"Recall: {self.title}"

    @property
    def is_open(self) -> bool:
        """Whether people have to be told still."""
        return self.state == State.STOPPED

    @property
    def state_words(self) -> str:
        """“Sale stopped”, “Closed (rehearsal)”."""
        words = str(self.get_state_display())
        return f"{words} (rehearsal)" if self.is_rehearsal else words

    @property
    def batch_numbers(self) -> str:
        """“L2611, L2612”."""
        return ", ".join(row.batch.number for row in self.batches.all())

    @property
    def scope(self) -> str:
        """“batch L2611, L2612”, or the sizes with the days in which they were sent."""
        named = [f"batch {self.batch_numbers}"] if self.batches.all() else []
        return "; ".join([*named, *map(str, self.periods.all())])


class RecallBatch(AppendOnly):
    """A batch that is recalled. A batch of sets with pieces of it is found through it."""

    recall = models.ForeignKey(Recall, models.PROTECT, related_name="batches")
    batch = models.ForeignKey("catalogue.Batch", models.PROTECT, related_name="recalls")

    class Meta:
        ordering: ClassVar = ["pk"]
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recall", "batch"], name="recall_batch_once")
        ]

    def __str__(self) -> str:
        return str(self.batch)


class RecallPeriod(AppendOnly):
    """A size that is recalled as far as it left in these days, both included: no batch tells the pieces."""

    recall = models.ForeignKey(Recall, models.PROTECT, related_name="periods")
    product = models.ForeignKey("catalogue.Product", models.PROTECT, related_name="recall_periods")
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        ordering: ClassVar = ["pk"]
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recall", "product"], name="recall_size_once"),
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="recall_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        days = f"{london(self.first_day)} to {london(self.last_day)}"
        return f"{self.product.full_name}, sent from {days}"


class RecallNotice(models.Model):
    """An order whose buyer certainly or possibly has pieces of the batches; each order once.

    `items` are the pieces in words, `why` says what makes it possible where no batch was noted.
    """

    recall = models.ForeignKey(Recall, models.PROTECT, related_name="notices")
    order = models.ForeignKey("order.Order", models.PROTECT, related_name="recall_notices")
    is_certain = models.BooleanField()
    why = models.CharField(max_length=200, blank=True)
    items = models.TextField()
    pieces = models.PositiveIntegerField()
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-is_certain", "order__date_placed", "pk"]
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recall", "order"], name="recall_order_once")
        ]

    def __str__(self) -> str:
        return f"{self.order.number}: {self.items}"

    @property
    def email_reference(self) -> str:
        """The reference of its emails in the outbox."""
        return f"recall:{self.pk}"


class Contact(models.TextChoices):
    """How somebody was reached, or not. `REACHED` are those after which a recall may be closed."""

    ANSWERED = "answered", "Answered"
    SPOKEN = "spoken", "Spoken to"
    TRIED = "tried", "Nobody answered the telephone"
    LETTER = "letter", "Letter posted"
    BOUNCED = "bounced", "The email came back"


REACHED = (Contact.ANSWERED, Contact.SPOKEN, Contact.LETTER)


class RecallContact(AppendOnly):
    """One answer, call or letter. Without `by` the buyer answered by the link in the email."""

    notice = models.ForeignKey(RecallNotice, models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=20, choices=Contact)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.note}" if self.note else str(self.get_kind_display())
