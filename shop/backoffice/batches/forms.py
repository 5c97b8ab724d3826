"""The forms of a batch's page."""

from django import forms

from shop.fields.names_missing import NamesMissing
from shop.fields.visible_text import VisibleTextField


class ReasonForm(NamesMissing, forms.Form):
    """Why it is blocked, or sold again."""

    reason = VisibleTextField(
        max_length=150, label="Reason", error_messages={"required": "Say why: colleagues read it later."}
    )


class CorrectForm(NamesMissing, forms.Form):
    """Number and date, as they are printed on the bottle."""

    number = VisibleTextField(max_length=40, label="Batch number", help_text="As printed on the bottle.")
    best_before = forms.DateField(
        label="Best before", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = VisibleTextField(
        max_length=150, label="Reason", error_messages={"required": "Say why: colleagues read it later."}
    )
