"""Finding guides by Wagtail's index: what the search page shows beside the products."""

import re
from typing import Any

from modelsearch.backends import get_search_backend

from guides.library import Card, current_library
from guides.models import GuidePage

LONGEST = 100
MOST = 9
WORD = re.compile(r"[a-z0-9][a-z0-9'’-]*", re.IGNORECASE)


def find_guides(*, text: str) -> list[Card]:
    """Guides that hold all typed words, else any of them; a word in the title counts first."""
    words = WORD.findall(text.replace("\x00", " ")[:LONGEST].lower())
    if not words:
        return []
    guides = current_library().guides
    query = " ".join(words)
    ids = _ids(query, "and") or _ids(query, "or")
    found = [guides[pk] for pk in ids if pk in guides]
    return sorted(found, key=lambda guide: (-_hits(guide, words), -guide.since))[:MOST]


def _hits(guide: Card, words: list[str]) -> int:
    named = f"{guide.title} {' '.join(guide.tags)}".lower()
    return sum(word in named for word in words)


def _ids(query: str, operator: str) -> list[int]:
    backend: Any = get_search_backend()
    results = backend.search(query, GuidePage.objects.live(), operator=operator, order_by_relevance=False)
    if hasattr(results, "get_queryset"):  # the databases' backends; OpenSearch answers with objects
        return list(results.get_queryset().values_list("pk", flat=True))
    return [page.pk for page in results]
