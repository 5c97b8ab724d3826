"""A form field for a day that has come."""

from datetime import date
from typing import ClassVar

from django import forms
from django.utils import timezone


class PastDayField(forms.DateField):
    """A day, today or before; the browser's own field for dates."""

    default_error_messages: ClassVar = {"required": "Choose the day.", "future": "That day hasn’t come yet."}

    def __init__(self, label: str, **options: object) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(label=label, widget=widget, **options)  # type: ignore[arg-type]

    def clean(self, value: object) -> date | None:
        """Raises ValidationError for a day to come."""
        day: date | None = super().clean(value)
        if day and day > timezone.localdate():
            raise forms.ValidationError(self.error_messages["future"], code="future")
        return day
