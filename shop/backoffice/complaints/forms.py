"""What colleagues enter about a complaint."""

from datetime import date
from typing import ClassVar

from django import forms
from django.http import QueryDict
from django.utils import timezone

from shop.complaints.forms import ComplaintForm
from shop.complaints.models import DataComplaint, Source
from shop.fields.email import EmailFormField


class PastDayField(forms.DateField):
    """A day, today or before."""

    default_error_messages: ClassVar = {"required": "Choose the day.", "future": "That day hasn’t come yet."}

    def __init__(self, label: str) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(label=label, initial=timezone.localdate, widget=widget)

    def clean(self, value: object) -> date | None:
        """Raises ValidationError for a day to come."""
        day: date | None = super().clean(value)
        if day and day > timezone.localdate():
            raise forms.ValidationError(self.error_messages["future"], code="future")
        return day


class EnterForm(ComplaintForm):
    """What somebody said or wrote to a colleague."""

    email = EmailFormField(
        label="Their email (may be empty)",
        required=False,
        help_text="With it, an email confirms the complaint at once.",
    )
    source = forms.ChoiceField(
        label="How did it come?", choices=[row for row in Source.choices if row[0] != Source.FORM]
    )
    received_on = PastDayField("Received on")

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["words"].label = "What it is about, in their words"
        self.fields["name"].label = "Their name (may be empty)"


class DayForm(forms.Form):
    """On which day it was acknowledged; not before it came."""

    on = PastDayField("Acknowledged on")

    def __init__(self, data: QueryDict | None = None, *, complaint: DataComplaint) -> None:
        super().__init__(data)
        self.complaint = complaint

    def clean_on(self) -> date:
        """Raises ValidationError for a day before the complaint."""
        day: date = self.cleaned_data["on"]
        if day < self.complaint.received_on:
            raise forms.ValidationError("The complaint came later than that.")
        return day


class AnswerForm(DayForm):
    """What was answered, and when."""

    on = PastDayField("Answered on")
    outcome = forms.CharField(
        label="What we found and did, as we answered it",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write what was answered."},
    )
    field_order = ("outcome", "on")
