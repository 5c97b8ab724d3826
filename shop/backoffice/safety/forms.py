"""What Safety decides about a report."""

from typing import Any

from django import forms

from shop.fields.names_missing import NamesMissing
from shop.fields.visible_text import VisibleTextField
from shop.safety.assessing import Judgement
from shop.safety.models import Cause, Criterion

DAY = {"type": "date"}


class AssessForm(NamesMissing, forms.Form):
    """Serious or not by the law's criteria, the likely cause, what is done."""

    criterion = forms.ChoiceField(label="Serious", choices=Criterion.choices, required=False)
    cause = forms.ChoiceField(
        label="Caused by the product",
        choices=[("", "Choose …"), *Cause.choices],
        error_messages={"required": "Say how likely it is that the product caused it."},
    )
    action = VisibleTextField(label="Action", max_length=500, required=False, help_text="What we do.")

    def judgement(self) -> Judgement:
        """Of a valid form."""
        return Judgement(**self.cleaned_data)


class ToldForm(NamesMissing, forms.Form):
    """When who was told."""

    person_on = forms.DateField(
        label="Responsible person told on",
        required=False,
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
    )
    authority_on = forms.DateField(
        label="Authority told on", required=False, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )

    def clean(self) -> dict[str, Any]:
        """One of the days at least."""
        given = super().clean() or self.cleaned_data
        if not self.errors and not any(given.values()):
            raise forms.ValidationError("Give the day on which somebody was told.")
        return given


class NoteForm(NamesMissing, forms.Form):
    """What was said or done."""

    text = forms.CharField(
        label="Note",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write the note."},
    )
