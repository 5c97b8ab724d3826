"""Texts that shoppers read beside products: whoever has rules for what may be said is asked first."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.dispatch import Signal

# Asked with `instance=` before it is saved by a form; a receiver answers with problems by field.
asked_to_say = Signal()


class Spoken(models.Model):
    """A category, a note on an ingredient, an offer: every form says beside the field what may not stand."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Called by Django's forms; raises ValidationError."""
        super().clean()
        answers: list[Any] = asked_to_say.send(sender=type(self), instance=self)
        problems = {field: words for _, found in answers for field, words in found.items()}
        if problems:
            raise ValidationError(problems)
