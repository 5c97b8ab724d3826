"""Public product texts. Receivers of `validate_public_text` may reject them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from shop.signals import collect_public_texts, review_wording, validate_public_text


@dataclass(frozen=True)
class Remark:
    """What one rule says about a text."""

    severity: str  # B, H or M
    label: str  # the severity in words
    words: tuple[str, ...]  # what was found, each once
    sentences: tuple[str, ...]  # where it was found
    why: str
    safer: str

    @property
    def is_forbidden(self) -> bool:
        """Whether the words are forbidden even with evidence."""
        return self.severity == "B"


@dataclass(frozen=True)
class PublicText:
    """A public text from the settings or from a table that is no page, as HTML or plain text."""

    name: str
    words: str
    is_html: bool = False


def public_texts() -> list[PublicText]:
    """Return all such texts with their current wording."""
    answers: list[Any] = collect_public_texts.send(sender=None)
    return [text for _, found in answers for text in found]


def refuse_forbidden(words: str, *, is_html: bool = False) -> None:
    """For a form’s clean method: raise ValidationError naming the forbidden words."""
    found = [remark for remark in remarks_on(words, is_html=is_html) if remark.is_forbidden]
    if found:
        raise ValidationError([f"“{'”, “'.join(one.words)}”: {one.why} {one.safer}".strip() for one in found])


def remarks_on(words: str, *, is_html: bool = False) -> list[Remark]:
    """Return the remarks on these words, the most serious first."""
    return remarks_on_each([words], is_html=is_html)[0]


def remarks_on_each(texts: Sequence[str], *, is_html: bool = False) -> list[list[Remark]]:
    """As `remarks_on` for each text, with no more queries than for one."""
    answers: list[Any] = review_wording.send(sender=None, texts=texts, is_html=is_html)
    return [[remark for _, found in answers for remark in found[place]] for place in range(len(texts))]


class CheckedTexts(models.Model):
    """Mixin for rows with public texts, such as a category: forms refuse forbidden words beside the field."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Raises ValidationError by field."""
        super().clean()
        answers: list[Any] = validate_public_text.send(sender=type(self), instance=self)
        problems = {field: words for _, found in answers for field, words in found.items()}
        if problems:
            raise ValidationError(problems)
