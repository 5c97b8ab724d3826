"""How large a file may be that people send in a form; said beside the field."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible


@deconstructible
class AtMost:
    """A validator of file fields: no more than so many megabytes."""

    def __init__(self, megabytes: int) -> None:
        self.megabytes = megabytes

    def __call__(self, file: Any) -> None:
        if file.size > self.megabytes * 1024 * 1024:
            raise ValidationError(f"At most {self.megabytes} MB at a time.", code="too_large")
