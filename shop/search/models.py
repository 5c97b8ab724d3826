"""Search synonyms, edited by staff."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from shop.search_engine.vocabulary import words


class Synonym(models.Model):
    """Words or phrases that mean the same: a search for one of them also finds the others."""

    phrases = models.CharField(
        max_length=255,
        help_text="Words or phrases that mean the same, separated by commas: “gift, present, set”. "
        "A search for any of them also finds what has one of the others.",
    )

    class Meta:
        ordering: ClassVar = ["phrases"]

    def __str__(self) -> str:
        return self.phrases

    def clean(self) -> None:
        """A group needs at least two phrases."""
        super().clean()
        if len(self.group) < 2:
            raise ValidationError({"phrases": "Enter at least two words or phrases, separated by commas."})

    @property
    def group(self) -> list[tuple[str, ...]]:
        """Each phrase as the words that a search sees."""
        found: dict[tuple[str, ...], Any] = dict.fromkeys(
            tuple(words(phrase)) for phrase in self.phrases.split(",")
        )
        return [phrase for phrase in found if phrase]
