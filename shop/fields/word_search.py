"""Search for words in columns, as the lists of the office do it."""

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_
from typing import Final

from django.db.models import Q

MOST_WORDS: Final = 8  # each is a condition of the query


def words_of(text: str) -> list[str]:
    """The words that are searched for."""
    return text.split()[:MOST_WORDS]


def each_word(text: str, *columns: str) -> Q:
    """Every word must be part of one of the columns; without a word everything fits."""
    return reduce(and_, (in_any(word, columns) for word in words_of(text)), Q())


def in_any(word: str, columns: Iterable[str]) -> Q:
    """The word must be part of one of the columns."""
    return reduce(or_, (Q(**{f"{column}__icontains": word}) for column in columns))
