"""What colleagues enter about a complaint."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils import timezone

from shop.complaints.forms import ComplaintForm
from shop.complaints.models import DataComplaint, Source
from shop.fields.email import EmailFormField
from shop.fields.names_missing import NamesMissing
from shop.fields.past_day import PastDayField


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
    received_on = PastDayField("Received on", initial=timezone.localdate)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["words"].label = "What it is about, in their words"
        self.fields["name"].label = "Their name (may be empty)"


class DayForm(NamesMissing, forms.Form):
    """On which day it was acknowledged; not before it came."""

    on = PastDayField("Acknowledged on", initial=timezone.localdate)

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

    on = PastDayField("Answered on", initial=timezone.localdate)
    outcome = forms.CharField(
        label="What we found and did, as we answered it",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write what was answered."},
    )
    field_order = ("outcome", "on")
