"""The words of things that stand in a row, such as products or guides: mending, ranking, completing. Pure.

The search index finds; this says in which order, and what was meant where it finds nothing.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import reduce
from itertools import chain, takewhile
from operator import and_, or_

from rapidfuzz import fuzz, process

from shop.bitsets import bits_at, places

_WORD = re.compile(r"[a-z0-9][a-z0-9'-]+")
NEAR_ENOUGH = 75
SHORTEST_TO_MEND = 4
LONGEST_TEXT = 100
MOST_MENDED = 1000


def words(text: str) -> list[str]:
    """The words of a text as the index sees them: lower case, letters and digits."""
    return _WORD.findall(text[:LONGEST_TEXT].lower().replace("’", "'"))


def words_in(*texts: str) -> set[str]:
    """All words of texts of any length."""
    return {word for text in texts for word in _WORD.findall(text.lower().replace("’", "'"))}


class Words:
    """Which things have which words, in their titles and in what else is said of them."""

    def __init__(self, titles: Sequence[Collection[str]], others: Sequence[Collection[str]]) -> None:
        self._titled, self._said = _holders(titles), _holders(others)
        self._begun = sorted(self._titled)
        self._known = sorted(self._titled.keys() | self._said.keys())
        self._mended: dict[str, str] = {}
        lengths = defaultdict(list)
        for place, title in enumerate(titles):
            lengths[len(title)].append(place)
        self._of_length = [bits_at(lengths[length], len(titles)) for length in sorted(lengths)]

    def mend(self, typed: Iterable[str]) -> list[str]:
        """Each unknown word replaced by the nearest known one: “jojba” becomes “jojoba”."""
        return [self._nearest(word) for word in typed]

    def _nearest(self, word: str) -> str:
        """Kept, since people slip in the same ways."""
        found = self._mended.get(word)
        if found is None:
            if len(self._mended) >= MOST_MENDED:
                self._mended.clear()
            found = self._mended[word] = self._compared(word)
        return found

    def _compared(self, word: str) -> str:
        """With every known word: with ten thousand of them that takes longer than the search itself."""
        if len(word) < SHORTEST_TO_MEND or next(_beginning(word, self._known), None):
            return word
        found = process.extractOne(word, self._known, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
        return str(found[0]) if found else word

    def completing(self, typed: Iterable[str]) -> int:
        """The things whose titles hold the beginning of each typed word."""
        return _completing(typed, self._begun, self._titled)

    def ranked(self, found: int, query: Collection[str]) -> list[int]:
        """Found things as sets, the best first: those with most words in titles, and few others beside
        them; then those of which most words are said. In each set the row's own order holds."""
        asked = set(query)
        ranks = []
        for hits, titled in _by_hits(found, asked, self._titled):
            for group in [titled & one for one in self._of_length] if hits else [titled]:
                ranks += [said for _, said in _by_hits(group, asked, self._said)]
        return ranks


class Titles:
    """Titles in alphabetical order, for what somebody has begun to type."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._order = sorted(range(len(titles)), key=lambda place: titles[place].lower())
        self._names = [titles[place].lower() for place in self._order]
        self._holding = _holders([words_in(name) for name in self._names])
        self._begun = sorted(self._holding)

    def completing(self, typed: Sequence[str]) -> Iterator[int]:
        """Which of the titles hold the beginning of each typed word; those that begin with the first before
        the others, which by their order stand side by side."""
        members = _completing(typed, self._begun, self._holding)
        first, last = (bisect_left(self._names, typed[0] + end) for end in ("", "\U0010ffff"))
        begin = members & ((1 << last) - (1 << first))
        return (self._order[place] for place in chain(places(begin), places(members & ~begin)))


def _completing(typed: Iterable[str], begun: Sequence[str], holders: dict[str, int]) -> int:
    """The things that hold the beginning of each typed word."""
    each = (reduce(or_, (holders[word] for word in _beginning(start, begun)), 0) for start in typed)
    return reduce(and_, each)


def _holders(texts: Sequence[Collection[str]]) -> dict[str, int]:
    """Each word with the set of things that have it."""
    held = defaultdict(list)
    for place, one in enumerate(texts):
        for word in one:
            held[word].append(place)
    return {word: bits_at(where, len(texts)) for word, where in held.items()}


def _beginning(start: str, known: Sequence[str]) -> Iterator[str]:
    """The words of a sorted list with that beginning."""
    first = bisect_left(known, start)
    return takewhile(lambda word: word.startswith(start), (known[n] for n in range(first, len(known))))


def _by_hits(members: int, query: set[str], holders: dict[str, int]) -> Iterator[tuple[int, int]]:
    """How many of the words, most first, with the set of those members that have just so many."""
    exactly = [members]  # exactly[n]: members with n of the words looked at so far
    for holding in (holders[word] for word in query if word in holders):
        having = [0, *(one & holding for one in exactly)]
        exactly = [(one & ~holding) | more for one, more in zip([*exactly, 0], having, strict=True)]
    return ((hits, exactly[hits]) for hits in reversed(range(len(exactly))) if exactly[hits])
