"""What a form of the office says beside a required field that was left empty: its name, and what to do."""

from typing import Final

from django import forms
from django.forms.utils import pretty_name

DEFAULT: Final = str(forms.Field.default_error_messages["required"])
LOST: Final = "A part of this form got lost on the way. Open the page again."  # a hidden field
CHOICES: Final = (forms.ChoiceField, forms.ModelChoiceField)
SEVERAL: Final = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)
NUMBERS: Final = (forms.IntegerField, forms.DecimalField)


class NamesMissing:
    """A form whose required fields name themselves when they are empty; words of their own stay."""

    fields: dict[str, forms.Field]

    def full_clean(self) -> None:
        """Called by Django before it looks at what was typed, so that fields added later have their words."""
        for name, field in self.fields.items():
            if str(field.error_messages.get("required")) == DEFAULT:
                label = pretty_name(name) if field.label is None else str(field.label)
                field.error_messages["required"] = what_is_missing(field, label)
        super().full_clean()  # type: ignore[misc]


def what_is_missing(field: forms.Field, label: str) -> str:
    """“Town” is empty. Enter it."""
    if field.widget.is_hidden:
        return LOST
    if isinstance(field, forms.BooleanField):
        return f"Tick “{label}”."
    return f"“{label}” is empty. {_what_to_do(field)}"


def _what_to_do(field: forms.Field) -> str:
    if isinstance(field, SEVERAL):
        return "Choose at least one."
    if isinstance(field, CHOICES):
        return "Choose one."
    if isinstance(field, forms.FileField):
        return "Choose a file."
    if isinstance(field, forms.DateField):
        return "Enter a day."
    return "Enter a number." if isinstance(field, NUMBERS) else "Enter it."
