"""Limits the size of uploaded files in forms."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.deconstruct import deconstructible

KILOBYTE = 1024
MEGABYTE = 1024 * KILOBYTE


@deconstructible
class AtMost:
    """A validator for file fields: at most `size` bytes."""

    def __init__(self, size: int) -> None:
        self.size = size

    def __call__(self, file: File) -> None:
        """Raise ValidationError for a larger file."""
        if file.size > self.size:
            raise ValidationError(f"{self.words} at a time.", code="too_large")

    @property
    def words(self) -> str:
        """“At most 10 MB”."""
        number, unit = filesizeformat(self.size).split()
        return f"At most {number.removesuffix('.0')} {unit}"


def bound(form: type[forms.Form], field: str, size: int) -> None:
    """Limit a file field of a library's form; a second call changes nothing."""
    found = form.base_fields[field]
    if not any(isinstance(validator, AtMost) for validator in found.validators):
        found.validators.append(AtMost(size))
