"""Words the shelf knows, and the nearest one to a word it doesn't. Pure."""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process

_WORD = re.compile(r"[a-z0-9][a-z0-9'-]+")
NEAR_ENOUGH = 75
SHORTEST_TO_MEND = 4


def words(text: str) -> list[str]:
    """The words of a text as the index sees them: lower case, letters and digits."""
    return _WORD.findall(text.lower())


def mend(query: str, known: Iterable[str]) -> str:
    """The query with each unknown word replaced by the nearest known one: “jojba” becomes “jojoba”."""
    vocabulary = known if isinstance(known, (set, frozenset)) else set(known)
    return " ".join(_nearest(word, vocabulary) for word in words(query))


def _nearest(word: str, vocabulary: Iterable[str]) -> str:
    if word in vocabulary or len(word) < SHORTEST_TO_MEND or any(one.startswith(word) for one in vocabulary):
        return word
    found = process.extractOne(word, vocabulary, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    return found[0] if found else word
