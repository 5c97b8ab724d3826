"""A complaint about how we use somebody's data: received, acknowledged, answered."""

import uuid
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models

from shop.fields.email import EmailColumn
from shop.statutory_periods import ACKNOWLEDGE_COMPLAINT_WITHIN


class Source(models.TextChoices):
    """How it came."""

    FORM = "form", "The form on the website"
    EMAIL = "email", "Email"
    PHONE = "phone", "Telephone"
    LETTER = "letter", "Letter"


class DataComplaint(models.Model):
    """One complaint. `key` is that of the form, so that sending it twice stores it once."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    source = models.CharField(max_length=10, choices=Source)
    received_on = models.DateField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=150, blank=True)
    email = EmailColumn(blank=True)
    words = models.TextField(help_text="What somebody complains about, in their words.")
    acknowledged_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    outcome = models.TextField(blank=True, help_text="What was found and done, as it was answered.")

    class Meta:
        ordering: ClassVar = ["-received_on", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Complaint {self.pk}"

    @property
    def acknowledge_by(self) -> date:
        """The last day of the thirty within which the law wants an acknowledgement."""
        return self.received_on + ACKNOWLEDGE_COMPLAINT_WITHIN

    @property
    def state(self) -> str:
        """“To acknowledge”, “To answer” or “Answered”."""
        if self.answered_on:
            return "Answered"
        return "To answer" if self.acknowledged_on else "To acknowledge"
