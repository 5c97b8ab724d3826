"""How large a file may be that people send in a form; said beside the field."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.deconstruct import deconstructible

KILOBYTE = 1024
MEGABYTE = 1024 * KILOBYTE


@deconstructible
class AtMost:
    """A validator of file fields: no more than so many bytes."""

    def __init__(self, size: int) -> None:
        self.size = size

    def __call__(self, file: Any) -> None:
        """Raise ValidationError for a larger file."""
        if file.size > self.size:
            raise ValidationError(f"{self.words} at a time.", code="too_large")

    @property
    def words(self) -> str:
        """“At most 10 MB”."""
        number, unit = filesizeformat(self.size).split()
        return f"At most {number.removesuffix('.0')} {unit}"


def bound(form: type[forms.Form], field: str, size: int) -> None:
    """Bound a file field of a form that a library brings, once."""
    found = form.base_fields[field]
    if not any(isinstance(validator, AtMost) for validator in found.validators):
        found.validators.append(AtMost(size))
