"""Forms of the cut-off and of closures."""

from typing import ClassVar

from django import forms

from shop.backoffice.offers.forms import day
from shop.backoffice.settings.seen_form import SeenForm
from shop.fields.names_missing import NamesMissing
from shop.shipping.models import Closure, DispatchHours


class CutOffForm(SeenForm[DispatchHours]):
    """Until which hour an order leaves on the same working day."""

    cut_off = forms.TimeField(
        label="Orders before this time leave on the same working day",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": "Choose a time.", "invalid": "Choose a time, such as 13:00."},
    )

    class Meta:
        model = DispatchHours
        fields = ("cut_off",)


class ClosureForm(NamesMissing, forms.ModelForm[Closure]):
    """First and last day without dispatch, and why."""

    first_day = day("First day", missing="Choose the first day.")
    last_day = day("Last day", missing="Choose the last day; the same one for a single day.")

    class Meta:
        model = Closure
        fields = ("first_day", "last_day", "reason")
        labels: ClassVar = {"reason": "Reason (may be empty)"}
