"""The days that a page of figures is about: the calendar quarter of today, until others are chosen."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from shop.documents.vat_period import quarter_of


class PeriodForm(forms.Form):
    """The first and the last day."""

    first = forms.DateField(label="From", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(label="To", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and first > last:
            self.add_error("last", "Choose a day that isn’t before the first one.")
        return cleaned


def asked_period(request: HttpRequest) -> PeriodForm:
    """The form as it was sent, or for this quarter."""
    return asked(request, PeriodForm)


def asked[Form: PeriodForm](request: HttpRequest, kind: type[Form]) -> Form:
    """The same for a form that asks for more than days."""
    first, last = quarter_of(timezone.localdate())
    return kind(request.GET if "first" in request.GET else {"first": first, "last": last})
