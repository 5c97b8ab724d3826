"""Texts that shoppers read beside products: whoever has rules for what may be said is asked first."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from shop.signals import collect_public_texts, review_wording, validate_public_text


@dataclass(frozen=True)
class Remark:
    """What one rule says of a text."""

    severity: str  # B, H or M
    label: str  # the severity in words
    words: tuple[str, ...]  # what was found, each once
    sentences: tuple[str, ...]  # where it was found
    why: str
    safer: str

    @property
    def is_forbidden(self) -> bool:
        """Whether nobody may say it, evidence or not."""
        return self.severity == "B"


@dataclass(frozen=True)
class PublicText:
    """A text of the settings or of a table that is no page: its name, and its words as HTML or plain."""

    name: str
    words: str
    is_html: bool = False


def public_texts() -> list[PublicText]:
    """All of them, as they stand now."""
    answers: list[Any] = collect_public_texts.send(sender=None)
    return [text for _, found in answers for text in found]


def refuse_forbidden(words: str, *, is_html: bool = False) -> None:
    """For a form's clean method: raise ValidationError when nobody may say it, naming the words."""
    found = [remark for remark in remarks_on(words, is_html=is_html) if remark.is_forbidden]
    if found:
        raise ValidationError([f"“{'”, “'.join(one.words)}”: {one.why} {one.safer}".strip() for one in found])


def remarks_on(words: str, *, is_html: bool = False) -> list[Remark]:
    """What speaks against showing these words beside products, the gravest first; empty when nothing does."""
    answers: list[Any] = review_wording.send(sender=None, words=words, is_html=is_html)
    return [remark for _, found in answers for remark in found]


class SpokenTexts(models.Model):
    """A category, a note on an ingredient, an offer: every form says beside the field what may not stand."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Called by Django's forms; raises ValidationError."""
        super().clean()
        answers: list[Any] = validate_public_text.send(sender=type(self), instance=self)
        problems = {field: words for _, found in answers for field, words in found.items()}
        if problems:
            raise ValidationError(problems)
