"""Search for guides and information pages, shown beside products on the search page."""

from collections.abc import Sequence
from functools import reduce
from itertools import chain, islice
from operator import or_

from guides.listing.cards import GuideCard
from guides.listing.illness_words import illness_in
from guides.listing.snapshot import GuideSnapshot, current_guides
from guides.models import GuidePage
from shop.search_engine.bitset import indices
from shop.search_engine.index import find_all, find_any
from shop.search_engine.suggestions import Elsewhere, Link
from shop.search_engine.vocabulary import words

MOST = 9
MOST_PAGES = 3
Wordings = Sequence[Sequence[str]]


def find_elsewhere(*, wordings: Wordings, strictly: bool) -> Elsewhere:
    """Guides and pages with all words of a wording. Unless strict, else guides with some of them."""
    library = current_guides()
    guides = reduce(or_, (find_all(GuidePage, one, among=library) for one in wordings), 0)
    pages, named = library.information.holding(wordings), library.information.named(wordings)
    is_exact = bool(guides or pages)
    if not (guides or strictly) and wordings:
        guides = find_any(GuidePage, wordings[0], among=library)
    return Elsewhere(
        cards=[guide.card for guide in _ranked(library, guides, wordings)],
        pages=_best(pages, [] if strictly else named),
        named=frozenset(page.url for page in named),
        vocabularies=[library.words, library.information.words],
        is_exact=is_exact,
        health=illness_in(" ".join(wordings[0])) if wordings else "",
    )


def _ranked(library: GuideSnapshot, found: int, wordings: Wordings) -> list[GuideCard]:
    asked = list(dict.fromkeys(chain.from_iterable(wordings)))
    ranked = chain.from_iterable(map(indices, library.words.ranked(found, asked)))
    return [library.newest[place] for place in islice(ranked, MOST)]


def _best(holding: list[Link], named: list[Link]) -> list[Link]:
    """Pages with all the words, then pages whose title has one of them."""
    return list({page.url: page for page in [*holding, *named]}.values())[:MOST_PAGES]


def suggest_guides(*, text: str, most: int = 3) -> list[GuideCard]:
    """Guides whose title has a word starting with each typed word, newest first."""
    library, typed = current_guides(), words(text)
    hits = indices(library.words.prefix_matches(typed)) if typed else iter(())
    return [library.newest[place] for place in islice(hits, most)]
