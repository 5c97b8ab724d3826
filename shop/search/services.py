"""Finding what was typed, as it was typed; a correction is offered and never made."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain, islice
from operator import or_
from typing import Any

from shop.caching.version import LocalCache
from shop.catalogue.listing.item import ListingItem
from shop.catalogue.listing.snapshot import CatalogueSnapshot
from shop.catalogue.models import Product
from shop.search.health import WORDS as HEALTH_WORDS
from shop.search.health import health_words
from shop.search.models import Synonym
from shop.search.query import Group, Query, Wording, read
from shop.search.shop_pages import shop_pages
from shop.search.spelling import corrected
from shop.search_engine.index import find_all, find_any, index_version
from shop.search_engine.suggestions import Elsewhere, Link
from shop.search_engine.vocabulary import Vocabulary, singular, words
from shop.signals import search_elsewhere

MOST_PAGES = 4


@dataclass(frozen=True)
class Found:
    """What a search found: sets of the shelf's items, the best first; guides and pages beside them.

    `meant`: what to offer as “Did you mean …?”; `health`: words that are answered with whom to ask;
    `says_traces`: something was to be absent, so cards say what there may be traces of.
    """

    typed: str
    ranked: list[int]
    guides: list[str]
    pages: list[Link]
    meant: str = ""
    health: str = ""
    says_traces: bool = False


def search(*, text: str, shelf: CatalogueSnapshot) -> Found:
    """Everything for what a shopper typed. Nothing else is looked for than the words as they stand, or
    what staff say means the same."""
    query = read(text, synonyms())
    elsewhere = _elsewhere(query)
    guides = [card for one in elsewhere for card in one.cards]
    health = query.health or next((one.health for one in elsewhere if one.health), "")
    if health:
        return Found(query.typed, [], guides, _pages(elsewhere, only_named=False), health=health)
    exactly = _products(query, shelf)
    some = exactly or _some_words(query, shelf)
    is_exact = exactly or any(one.is_exact for one in elsewhere)
    return Found(
        query.typed,
        shelf.words.ranked(some, {word for wording in query.wordings for word in wording.words}),
        guides,
        _pages(elsewhere, only_named=bool(exactly)),
        meant="" if is_exact else _meant(query, shelf, elsewhere),
        says_traces=any("nuts" in one.badges or one.without for one in query.wordings),
    )


def suggest(*, text: str, shelf: CatalogueSnapshot, most: int = 6) -> list[ListingItem]:
    """Titles that hold every typed word's beginning, those that start with the first one first."""
    asked = words(text)
    if not asked or health_words(" ".join(asked)):
        return []
    return [shelf.items[place] for place in islice(shelf.titles.completing(asked), most)]


def _pages(elsewhere: Sequence[Elsewhere], *, only_named: bool) -> list[Link]:
    """The found pages, those first that are called so; beside products of that name, only those."""
    named = frozenset[str]().union(*(one.named for one in elsewhere))
    found = [page for one in elsewhere for page in one.pages if page.url in named or not only_named]
    return sorted(found, key=lambda page: page.url not in named)[:MOST_PAGES]


_synonyms: LocalCache[str, list[Group]] = LocalCache(most=1)


def synonyms() -> list[Group]:
    """What staff say means the same; asked for again when one changes."""
    return _synonyms.get(
        "all", state=index_version(), make=lambda: [one.group for one in Synonym.objects.all()]
    )


def _said_by_staff() -> Vocabulary:
    return Vocabulary([{word for group in synonyms() for phrase in group for word in phrase}], [[]])


def _products(query: Query, shelf: CatalogueSnapshot) -> int:
    """The set of the products that one of the wordings fits wholly."""
    return reduce(or_, (_fitting(wording, shelf) for wording in query.wordings), 0)


def _fitting(wording: Wording, shelf: CatalogueSnapshot) -> int:
    if wording.is_empty:
        return 0
    among = _allowed(wording, shelf)
    return among & find_all(Product, wording.words, among=shelf) if wording.words else among


def _some_words(query: Query, shelf: CatalogueSnapshot) -> int:
    """Products with some of the typed words, and still nothing that they must be free from."""
    if not query.wordings or query.wordings[0].is_strict or not query.wordings[0].words:
        return 0
    first = query.wordings[0]
    return _allowed(first, shelf) & find_any(Product, first.words, among=shelf)


def _allowed(wording: Wording, shelf: CatalogueSnapshot) -> int:
    """The products with all badges, and without each excluded word."""
    allowed = shelf.members(None)
    for badge in wording.badges:
        allowed &= shelf.facets.having(*BADGE_FACETS[badge])
    for word in wording.without:
        allowed &= _free_from(word, shelf)
    return allowed


def _free_from(word: str, shelf: CatalogueSnapshot) -> int:
    """Products that don't name an ingredient; of what is no ingredient, those whose texts say “free”."""
    if {word, singular(word)} & shelf.ingredient_words:
        return ~(find_all(Product, [word], among=shelf) | find_all(Product, [singular(word)], among=shelf))
    return find_all(Product, [word, "free"], among=shelf)


BADGE_FACETS = {"nuts": ("nuts", "free"), "fragrance": ("fragrance", "free"), "birth": ("birth", "yes")}


def _elsewhere(query: Query) -> list[Elsewhere]:
    """The shop's own pages, and whatever others have: guides, pages of information."""
    is_strict = bool(query.health) or any(wording.without or wording.badges for wording in query.wordings)
    answers: list[Any] = search_elsewhere.send(Query, wordings=query.said, strictly=is_strict)
    return [*(answer for _, answer in answers), _own_pages(query, strictly=is_strict)]


def _own_pages(query: Query, *, strictly: bool) -> Elsewhere:
    own = shop_pages()
    holding, named = own.holding(query.said), own.named(query.said)
    return Elsewhere(
        pages=holding or ([] if strictly else named),
        named=frozenset(page.url for page in named),
        vocabularies=[own.words],
        is_exact=bool(holding),
    )


_HEALTH = Vocabulary([HEALTH_WORDS | {"unscented", "unperfumed", "unfragranced"}], [[]])  # no list has these


def _meant(query: Query, shelf: CatalogueSnapshot, elsewhere: Sequence[Elsewhere]) -> str:
    """“jojoba oil” for “jojba oil”, or nothing where each word is known."""
    beside = chain.from_iterable(one.vocabularies for one in elsewhere)
    offered = corrected(
        query.asked,
        [shelf.words, *beside, _HEALTH, _said_by_staff()],
        lambda word: bool(find_all(Product, [word], among=shelf)),
    )
    return " ".join(offered or ())
