"""Finding guides by Wagtail's index: what the search page shows beside the products."""

from itertools import chain, islice

from guides.library import Card, current_library
from guides.models import GuidePage
from shop.bitsets import places
from shop.indexed import find
from shop.words import words

MOST = 9


def find_guides(*, text: str) -> list[Card]:
    """Guides that hold all typed words, else any of them, else what was meant; the best first."""
    library = current_library()
    asked = words(text.replace("\x00", " "))
    found = find(GuidePage, asked, among=library)
    if not found and (mended := library.words.mend(asked)) != asked:
        asked, found = mended, find(GuidePage, mended, among=library)
    ranked = chain.from_iterable(map(places, library.words.ranked(found, asked)))
    return [library.newest[place] for place in islice(ranked, MOST)]


def suggest_guides(*, text: str, most: int = 3) -> list[Card]:
    """Guides whose title holds the beginning of every typed word, the newest first."""
    library, typed = current_library(), words(text)
    hits = places(library.words.completing(typed)) if typed else iter(())
    return [library.newest[place] for place in islice(hits, most)]
