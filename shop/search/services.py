"""Finding products: Wagtail's index over names, ingredients and needs, forgiving of a slipped letter."""

from dataclasses import dataclass
from typing import Any

from modelsearch.backends import get_search_backend

from shop.catalogue.models import Product
from shop.catalogue.shelf import Shelf, ShelfItem
from shop.search.vocabulary import mend, words

LONGEST_QUERY = 100
MOST_RESULTS = 500
_words: dict[str, "Words"] = {}


@dataclass(frozen=True)
class Found:
    """What was found, and for which query when the one that was typed had to be mended."""

    typed: str
    query: str
    items: list[ShelfItem]

    @property
    def was_mended(self) -> bool:
        return self.query != " ".join(words(self.typed))


@dataclass(frozen=True)
class Words:
    """What the shelf's products are called and made of, word by word."""

    title: dict[int, frozenset[str]]
    about: dict[int, frozenset[str]]
    vocabulary: frozenset[str]


def words_of(shelf: Shelf) -> Words:
    """The words of each product; kept until the catalogue changes."""
    if shelf.version not in _words:
        _words.clear()
        _words[shelf.version] = _read_words(shelf)
    return _words[shelf.version]


def _read_words(shelf: Shelf) -> Words:
    oils = {pk: frozenset(words(name)) for pk, name in shelf.oils.items()}
    needs = {slug: frozenset(words(name)) for slug, name in shelf.needs.items()}
    none: frozenset[str] = frozenset()
    title, about = {}, {}
    summaries: set[str] = set()
    for item in shelf.items:
        title[item.id] = frozenset(words(item.title))
        about[item.id] = none.union(*(oils[pk] for pk in item.oils), *(needs[slug] for slug in item.needs))
        summaries.update(words(item.summary))
    return Words(title, about, none.union(summaries, *title.values(), *oils.values(), *needs.values()))


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


def _relevance(item: ShelfItem, query: set[str], known: Words) -> tuple[int, int, int]:
    """Words in the title count first, then words in its oils and needs; else the shelf's own order holds."""
    title = known.title[item.id]
    hits = len(query & title)
    return (-hits, len(title) - hits if hits else 0, -len(query & known.about[item.id]))


def find_products(*, text: str, shelf: Shelf) -> Found:
    """Products for what a shopper typed, best first: all words, else any of them."""
    typed = text.replace("\x00", " ")[:LONGEST_QUERY].strip()
    known = words_of(shelf)
    query = mend(typed, known.vocabulary)
    if not query:
        return Found(typed, "", [])
    ids = _ids(query, "and") or _ids(query, "or")
    wanted = set(words(query))
    found = sorted((pk for pk in ids if pk in shelf.by_id), key=shelf.position.__getitem__)
    items = sorted((shelf.by_id[pk] for pk in found), key=lambda item: _relevance(item, wanted, known))
    return Found(typed, query, items[:MOST_RESULTS])


def suggest(*, text: str, shelf: Shelf, most: int = 6) -> list[ShelfItem]:
    """Titles that hold every typed word's beginning, those that start with it first."""
    known = words_of(shelf)
    query = words(mend(text[:LONGEST_QUERY], known.vocabulary))
    if not query:
        return []
    hits = [
        item
        for item in shelf.items
        if all(any(word.startswith(q) for word in known.title[item.id]) for q in query)
    ]
    return sorted(hits, key=lambda item: (not item.title.lower().startswith(query[0]), item.title))[:most]
