"""Words of listed items, such as products or guides: spelling, prefixes and ranking. Pure.

The search index finds the items; this module puts them in order.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import reduce
from itertools import chain, takewhile
from operator import and_, or_

from rapidfuzz import process
from rapidfuzz.distance import OSA

from shop.search_engine.bitset import from_indices, indices

_WORD = re.compile(r"[a-z0-9][a-z0-9']+|[0-9]")
_UNIT = re.compile(r"(?<![a-z0-9])(\d+)(ml|mls|l|g|kg|mg|oz|cm|mm|m)\b")
LONGEST_TEXT = 100


def _plain(text: str) -> str:
    """Lower case with straight apostrophes; a number is separated from its unit: “50ml” becomes “50 ml”."""
    return _UNIT.sub(r"\1 \2", text.lower().replace("’", "'"))


def words(text: str) -> list[str]:
    """The words of a query as the index sees them: letters and digits; a hyphen separates like a space."""
    return _WORD.findall(_plain(text[:LONGEST_TEXT]))


def words_in(*texts: str) -> set[str]:
    """The set of words in texts of any length."""
    return {word for text in texts for word in _WORD.findall(_plain(text))}


def singular(word: str) -> str:
    """Remove a plural “s”: “returns” becomes “return”; “glass” stays."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


class Vocabulary:
    """Which items contain which words, in their titles and in their other texts. Results are bit sets."""

    def __init__(self, titles: Sequence[Collection[str]], others: Sequence[Collection[str]]) -> None:
        self._titled, self._others = _holders(titles), _holders(others)
        self._begun = sorted(self._titled)
        self.known = sorted(self._titled.keys() | self._others.keys())
        lengths = defaultdict(list)
        for place, title in enumerate(titles):
            lengths[len(title)].append(place)
        self._of_length = [from_indices(lengths[length], len(titles)) for length in sorted(lengths)]

    def near(self, word: str, *, most: int) -> list[str]:
        """Known words within an edit distance of `most`: the nearest first, then the most common."""
        measured = process.extract(word, self.known, scorer=OSA.distance, score_cutoff=most, limit=None)
        return [
            near for near, _, _ in sorted(measured, key=lambda one: (one[1], -self._uses(one[0]), one[0]))
        ]

    def _uses(self, word: str) -> int:
        return self.holding(word).bit_count()

    def holding(self, word: str) -> int:
        """The items that contain the word."""
        return self.titled(word) | self._others.get(word, 0)

    def titled(self, word: str) -> int:
        """The items with the word in their titles."""
        return self._titled.get(word, 0)

    def has(self, word: str) -> bool:
        """Whether any known word starts with this one."""
        return next(_beginning(word, self.known), None) is not None

    def prefix_matches(self, typed: Iterable[str]) -> int:
        """The items whose titles contain a word starting with each typed prefix."""
        return _prefix_matches(typed, self._begun, self._titled)

    def ranked(self, found: int, query: Collection[str]) -> list[int]:
        """Split a set of items into ranked sets, the best first.

        Items with most query words in the title come first, shorter titles before longer ones; then those
        with most query words in their other texts. Within a set the order of the list applies.
        """
        asked = set(query)
        ranks = []
        for hits, titled in _by_hits(found, asked, self._titled):
            for group in [titled & one for one in self._of_length] if hits else [titled]:
                ranks += [rank for _, rank in _by_hits(group, asked, self._others)]
        return ranks


class Titles:
    """Titles in alphabetical order, for search suggestions."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._order = sorted(range(len(titles)), key=lambda place: titles[place].lower())
        self._names = [titles[place].lower() for place in self._order]
        self._holding = _holders([words_in(name) for name in self._names])
        self._begun = sorted(self._holding)

    def prefix_matches(self, typed: Sequence[str]) -> Iterator[int]:
        """Yield the indices of the titles that contain a word starting with each typed prefix.

        Titles that start with the first prefix come first; they are adjacent in alphabetical order.
        """
        members = _prefix_matches(typed, self._begun, self._holding)
        first, last = (bisect_left(self._names, typed[0] + end) for end in ("", "\U0010ffff"))
        begin = members & ((1 << last) - (1 << first))
        return (self._order[place] for place in chain(indices(begin), indices(members & ~begin)))


def _prefix_matches(typed: Iterable[str], begun: Sequence[str], holders: dict[str, int]) -> int:
    """The items that contain a word starting with each typed prefix."""
    each = (reduce(or_, (holders[word] for word in _beginning(start, begun)), 0) for start in typed)
    return reduce(and_, each)


def _holders(texts: Sequence[Collection[str]]) -> dict[str, int]:
    """Each word with the set of the items that contain it."""
    found = defaultdict(list)
    for place, one in enumerate(texts):
        for word in one:
            found[word].append(place)
    return {word: from_indices(where, len(texts)) for word, where in found.items()}


def _beginning(start: str, known: Sequence[str]) -> Iterator[str]:
    """The words of a sorted list that start with `start`."""
    first = bisect_left(known, start)
    return takewhile(lambda word: word.startswith(start), (known[n] for n in range(first, len(known))))


def _by_hits(members: int, query: set[str], holders: dict[str, int]) -> Iterator[tuple[int, int]]:
    """How many of the words, most first, with the set of the members that contain exactly that many."""
    exactly = [members]  # exactly[n]: members with n of the words so far
    for holding in (holders[word] for word in query if word in holders):
        having = [0, *(one & holding for one in exactly)]
        exactly = [(one & ~holding) | more for one, more in zip([*exactly, 0], having, strict=True)]
    return ((hits, exactly[hits]) for hits in reversed(range(len(exactly))) if exactly[hits])
