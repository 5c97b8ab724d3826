"""Finding products: Wagtail's index over names, ingredients and needs, forgiving of a slipped letter."""

from dataclasses import dataclass
from typing import Any

from modelsearch.backends import get_search_backend

from shop.catalogue.models import Product
from shop.catalogue.shelf import Shelf, ShelfItem
from shop.search.vocabulary import mend, words

LONGEST_QUERY = 100
MOST_RESULTS = 500
_vocabulary: dict[str, frozenset[str]] = {}


@dataclass(frozen=True)
class Found:
    """What was found, and for which query when the one that was typed had to be mended."""

    typed: str
    query: str
    items: list[ShelfItem]

    @property
    def was_mended(self) -> bool:
        return self.query != " ".join(words(self.typed))


def vocabulary_of(shelf: Shelf) -> frozenset[str]:
    """Every word of the shelf's titles, summaries, oils and needs; kept until the catalogue changes."""
    if shelf.version not in _vocabulary:
        texts = [f"{item.title} {item.summary}" for item in shelf.items]
        texts += [*shelf.oils.values(), *shelf.needs.values()]
        _vocabulary.clear()
        _vocabulary[shelf.version] = frozenset(word for text in texts for word in words(text))
    return _vocabulary[shelf.version]


def _ids(query: str, operator: str) -> list[int]:
    """Which products the index finds, in no order.

    On SQLite the index's own ranking asks anew for each found product: 400 ms where hundreds match.
    """
    pages = Product.objects.filter(is_public=True).exclude(structure=Product.CHILD)
    backend: Any = get_search_backend()
    results = backend.search(query, pages, operator=operator, order_by_relevance=False)
    if hasattr(results, "get_queryset"):  # the databases' backends; OpenSearch answers with objects
        return list(results.get_queryset().values_list("pk", flat=True))
    return [product.pk for product in results]


def _relevance(item: ShelfItem, query: set[str], shelf: Shelf) -> tuple[int, int, int]:
    """Words in the title count first, then words in its oils and needs; else the shelf's own order holds."""
    title = set(words(item.title))
    about = {word for pk in item.oils for word in words(shelf.oils.get(pk, ""))}
    about |= {word for slug in item.needs for word in words(shelf.needs.get(slug, ""))}
    return (-len(query & title), len(title - query) if query & title else 0, -len(query & about))


def find_products(*, text: str, shelf: Shelf) -> Found:
    """Products for what a shopper typed, best first: all words, else any of them."""
    typed = text.replace("\x00", " ")[:LONGEST_QUERY].strip()
    query = mend(typed, vocabulary_of(shelf))
    if not query:
        return Found(typed, "", [])
    ids = _ids(query, "and") or _ids(query, "or")
    wanted = set(words(query))
    found = sorted((pk for pk in ids if pk in shelf.by_id), key=shelf.position.__getitem__)
    items = sorted((shelf.by_id[pk] for pk in found), key=lambda item: _relevance(item, wanted, shelf))
    return Found(typed, query, items[:MOST_RESULTS])


def suggest(*, text: str, shelf: Shelf, most: int = 6) -> list[ShelfItem]:
    """Titles that hold every typed word's beginning, those that start with it first."""
    query = words(mend(text[:LONGEST_QUERY], vocabulary_of(shelf)))
    if not query:
        return []
    hits = [
        item for item in shelf.items if all(any(w.startswith(q) for w in words(item.title)) for q in query)
    ]
    return sorted(hits, key=lambda item: (not item.title.lower().startswith(query[0]), item.title))[:most]
