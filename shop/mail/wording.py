"""Composes an email with the owner's words: another subject, and a paragraph at its beginning.

Nothing of the shop's own text is taken away, so that what the law wants in it stays.
"""

from typing import Any

from shop.mail.compose import Content, OwnWords, with_own_words
from shop.mail.kinds import Kind
from shop.mail.models import MailText
from shop.mail.placeholders import filled, names_in, problem_of
from shop.mail.variables import values_for, variables_of


def composed(kind: Kind, args: dict[str, Any]) -> Content | None:
    """The email as it is sent now; None if it is no longer needed."""
    with with_own_words(_words_for(kind, args)):
        return kind.compose(**args)


def _words_for(kind: Kind, args: dict[str, Any]) -> OwnWords:
    text = MailText.objects.filter(kind=kind.name).first()
    if text is None or not _is_usable(kind, text):
        return OwnWords()
    names = names_in(text.subject) + names_in(text.opening)
    return filled_words(text, values_for(kind, args, names))


def _is_usable(kind: Kind, text: MailText) -> bool:
    """Not where a variable went with an upgrade: the shop's own text is better than a gap."""
    known = variables_of(kind)
    return not (problem_of(text.subject, known) or problem_of(text.opening, known))


def filled_words(text: MailText, values: dict[str, str]) -> OwnWords:
    """Subject and paragraph with the values of their variables."""
    subject = " ".join(filled(text.subject, values).split())  # a header has one line
    return OwnWords(subject=subject, opening=filled(text.opening, values).strip())
