"""Examples of emails, so that the owner sees their words as whoever gets them will.

The rows that an example is about are made in a transaction that is always rolled back.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from shop.mail.compose import Content, render, with_own_words
from shop.mail.kinds import Kind
from shop.mail.models import MailText
from shop.mail.variables import examples_for
from shop.mail.wording import filled_words

# The arguments of an example email, or the email itself where those alone wouldn’t do; None where the shop
# lacks what it would be about, such as a product.
type Make = Callable[[], dict[str, Any] | Content | None]
_makers: dict[str, Make] = {}


def register(makers: dict[str, Make]) -> None:
    """Say how examples of these kinds are made; called from an app's `ready()`."""
    _makers.update(makers)


def example(kind: Kind, text: MailText) -> Content:
    """The whole email with these words and example data; nothing of it is kept."""
    with with_own_words(filled_words(text, examples_for(kind))):
        return _composed(kind) or _without_example(kind)


def _composed(kind: Kind) -> Content | None:
    make = _makers.get(kind.name)
    if make is None:
        return None
    with transaction.atomic():
        made = make()
        content = kind.compose(**made) if isinstance(made, dict) else made
        transaction.set_rollback(True)
    return content


def _without_example(kind: Kind) -> Content:
    return render("mail/example", subject=f"[{kind.label}]", context={"label": kind.label})
