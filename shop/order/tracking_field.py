"""The form field for a tracking number."""

from typing import Any

from django import forms

from shop.order.tracking_numbers import WrongTrackingNumber, tidy_tracking


class TrackingNumberField(forms.CharField):
    """In capitals, with the check digit looked at."""

    def clean(self, value: Any) -> str:
        """Called by the form."""
        try:
            return tidy_tracking(super().clean(value))
        except WrongTrackingNumber as problem:
            raise forms.ValidationError(str(problem)) from problem
