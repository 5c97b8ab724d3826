"""Finding guides by Wagtail's index: what the search page shows beside the products."""

import re
from typing import Any

from modelsearch.backends import get_search_backend
from rapidfuzz import fuzz, process

from guides.library import Card, current_library
from guides.models import GuidePage

LONGEST = 100
MOST = 9
NEAR_ENOUGH = 78
WORD = re.compile(r"[a-z0-9][a-z0-9'’-]*", re.IGNORECASE)


def find_guides(*, text: str) -> list[Card]:
    """Guides that hold all typed words, else any of them; a word in the title counts first."""
    words = _words(text.replace("\x00", " ")[:LONGEST])
    if not words:
        return []
    guides = current_library().guides
    ids = _ids(" ".join(words), "and") or _ids(" ".join(words), "or")
    if not ids:
        words = _mended(words)
        ids = _ids(" ".join(words), "and")
    found = [guides[pk] for pk in ids if pk in guides]
    return sorted(found, key=lambda guide: (-_hits(guide, words), -guide.since))[:MOST]


def suggest_guides(*, text: str, most: int = 3) -> list[Card]:
    """Guides whose title holds the beginning of every typed word, the newest first."""
    typed = _words(text[:LONGEST])
    hits = [guide for guide in current_library().newest if typed and _begins(guide, typed)]
    return hits[:most]


def _begins(guide: Card, typed: list[str]) -> bool:
    title = _words(guide.title)
    return all(any(word.startswith(start) for word in title) for start in typed)


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def _mended(words: list[str]) -> list[str]:
    """Each word that no guide's title, tags or introduction knows, replaced by the nearest that one does."""
    known = {
        word
        for guide in current_library().guides.values()
        for word in _words(f"{guide.title} {guide.introduction} {' '.join(guide.tags)}")
    }
    return [word if word in known else _nearest(word, known) for word in words]


def _nearest(word: str, known: set[str]) -> str:
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    return str(found[0]) if found else word


def _hits(guide: Card, words: list[str]) -> int:
    named = f"{guide.title} {' '.join(guide.tags)}".lower()
    return sum(word in named for word in words)


def _ids(query: str, operator: str) -> list[int]:
    backend: Any = get_search_backend()
    results = backend.search(query, GuidePage.objects.live(), operator=operator, order_by_relevance=False)
    if hasattr(results, "get_queryset"):  # the databases' backends; OpenSearch answers with objects
        return list(results.get_queryset().values_list("pk", flat=True))
    return [page.pk for page in results]
