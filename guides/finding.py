"""Finding guides by Wagtail's index: what the search page shows beside the products."""

from itertools import chain, islice

from guides.library import Card, Library, current_library
from guides.models import GuidePage
from shop.bitsets import places
from shop.indexed import find_ids
from shop.words import words

MOST = 9


def find_guides(*, text: str) -> list[Card]:
    """Guides that hold all typed words, else any of them, else what was meant; the best first."""
    library = current_library()
    asked = words(text.replace("\x00", " "))
    found = _found(library, asked, "and") or _found(library, asked, "or")
    if not found:
        asked = library.words.mend(asked)
        found = _found(library, asked, "and")
    ranked = chain.from_iterable(map(places, library.words.ranked(found, asked)))
    return [library.newest[place] for place in islice(ranked, MOST)]


def suggest_guides(*, text: str, most: int = 3) -> list[Card]:
    """Guides whose title holds the beginning of every typed word, the newest first."""
    library, typed = current_library(), words(text)
    hits = places(library.words.completing(typed)) if typed else iter(())
    return [library.newest[place] for place in islice(hits, most)]


def _found(library: Library, asked: list[str], operator: str) -> int:
    return library.having(find_ids(GuidePage, asked, operator=operator))
