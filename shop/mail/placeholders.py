"""Placeholders such as {order_number} in the owner's words for emails. Pure: no template language.

`str.format` isn't used: it reads attributes and items of what it is given.
"""

import re
from collections.abc import Collection, Mapping
from typing import Final

PLACEHOLDER: Final = re.compile(r"\{([a-z_]+)\}")
NOT_PLAIN: Final = re.compile(r"[<>]|[\x00-\x08\x0b-\x1f\x7f]")


def filled(words: str, values: Mapping[str, str]) -> str:
    """The words with each placeholder replaced, once: what a value has in braces stays as it is.

    Raises KeyError for a placeholder without a value.
    """
    return PLACEHOLDER.sub(lambda found: values[found[1]], words)


def names_in(words: str) -> list[str]:
    """The placeholders' names, as they come."""
    return PLACEHOLDER.findall(words)


def problem_of(words: str, known: Collection[str]) -> str:
    """Why the words can't be used, as a sentence; empty where they can."""
    unknown = [name for name in names_in(words) if name not in known]
    if unknown:
        return f"This email has no {{{unknown[0]}}}. Use what is listed below, or leave it out."
    if re.search(r"[{}]", PLACEHOLDER.sub("", words)):
        return "Curly brackets stand only around a word from the list below, such as {shop_name}."
    if NOT_PLAIN.search(words):
        return "Plain text only: no < or >, and nothing invisible."
    return ""
