"""Search of information pages by their words, in memory: a shop has only a dozen of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from itertools import chain
from operator import and_, or_

from shop.search_engine.bitset import indices
from shop.search_engine.suggestions import Link
from shop.search_engine.vocabulary import Vocabulary, singular, words_in


def stems(*texts: str) -> set[str]:
    """Return the words of texts, each with and without a plural “s”."""
    found = words_in(*texts)
    return found | {singular(word) for word in found}


@dataclass(frozen=True)
class Information:
    """Pages, each with a text that is searched but not shown."""

    pages: Sequence[Link]
    texts: Sequence[str]
    identity: object = field(default_factory=object)

    @cached_property
    def words(self) -> Vocabulary:
        titles = [stems(page.title) for page in self.pages]
        return Vocabulary(
            titles, [stems(page.text, text) for page, text in zip(self.pages, self.texts, strict=True)]
        )

    def holding(self, wordings: Sequence[Collection[str]]) -> list[Link]:
        """Return the pages that contain all words of at least one wording, the best first."""
        found = reduce(
            or_, (reduce(and_, map(self.words.holding, map(singular, one))) for one in wordings if one), 0
        )
        return self._ranked(found, wordings)

    def named(self, wordings: Sequence[Collection[str]]) -> list[Link]:
        """Return the pages with at least one of the words in their titles."""
        found = reduce(or_, (self.words.titled(singular(word)) for one in wordings for word in one), 0)
        return self._ranked(found, wordings)

    def _ranked(self, found: int, wordings: Sequence[Collection[str]]) -> list[Link]:
        asked = {singular(word) for one in wordings for word in one}
        ranked = chain.from_iterable(map(indices, self.words.ranked(found, asked)))
        return [self.pages[place] for place in ranked]
