"""Product search. A misspelt word that nothing holds is corrected, which the page says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
from shop.search.spelling import correct_spelling
from shop.search_engine.index import find_all, find_any, index_version
from shop.search_engine.suggestions import Elsewhere, Link
from shop.search_engine.vocabulary import Vocabulary, singular, words
from shop.signals import search_elsewhere

MOST_PAGES = 4


@dataclass(frozen=True)
class Found:
    """Search results: bit sets of catalogue items, the best first, with guides and pages.

    `meant`: the likely spelling, or ""; `is_corrected`: the results are those of `meant`, which is otherwise
    only offered; `health`: health words, answered with whom to ask instead of products; `says_traces`: the
    query excluded something, so cards name possible traces.
    """

    typed: str
    ranked: list[int]
    guides: list[str]
    pages: list[Link]
    meant: str = ""
    health: str = ""
    says_traces: bool = False
    is_corrected: bool = False

    @property
    def searched(self) -> str:
        """The text that the results belong to."""
        return self.meant if self.is_corrected else self.typed

    @property
    def is_empty(self) -> bool:
        return not (self.ranked or self.guides or self.pages or self.health)


def search(*, text: str, catalogue: CatalogueSnapshot, corrects: bool = True) -> Found:
    """Search for the words as typed and for the synonyms that staff have entered.

    With `corrects`, a misspelt word that nothing holds is replaced by the nearest known one.
    """
    query = read(text, synonyms())
    elsewhere = _elsewhere(query)
    guides = [card for one in elsewhere for card in one.cards]
    health = query.health or next((one.health for one in elsewhere if one.health), "")
    if health:
        return Found(query.typed, [], guides, _pages(elsewhere, only_named=False), health=health)
    exactly = _products(query, catalogue)
    is_exact = exactly or any(one.is_exact for one in elsewhere)
    meant = "" if is_exact else _meant(query, catalogue, elsewhere)
    if meant and corrects and not query.is_careful:
        corrected = search(text=meant, catalogue=catalogue, corrects=False)
        if not corrected.is_empty:
            return replace(corrected, typed=query.typed, meant=meant, is_corrected=True)
    some = exactly or _some_words(query, catalogue)
    return Found(
        query.typed,
        catalogue.words.ranked(some, {word for wording in query.wordings for word in wording.words}),
        guides,
        _pages(elsewhere, only_named=bool(exactly)),
        meant=meant,
        says_traces=any("nuts" in one.badges or one.without for one in query.wordings),
    )


def suggest(*, text: str, catalogue: CatalogueSnapshot, most: int = 6) -> list[ListingItem]:
    """Titles with a word starting with each typed prefix; those starting with the first come first."""
    asked = words(text)
    if not asked or health_words(" ".join(asked)):
        return []
    return [catalogue.items[place] for place in islice(catalogue.titles.prefix_matches(asked), most)]


def _pages(elsewhere: Sequence[Elsewhere], *, only_named: bool) -> list[Link]:
    """The pages found, those with a matching title first; beside exact product matches, only those."""
    named = frozenset[str]().union(*(one.named for one in elsewhere))
    found = [page for one in elsewhere for page in one.pages if page.url in named or not only_named]
    return sorted(found, key=lambda page: page.url not in named)[:MOST_PAGES]


_synonyms: LocalCache[str, list[Group]] = LocalCache(most=1)


def synonyms() -> list[Group]:
    """Groups of phrases with the same meaning; cached until staff change one."""
    return _synonyms.get(
        "all", state=index_version(), make=lambda: [one.group for one in Synonym.objects.all()]
    )


_synonym_vocabulary: LocalCache[str, Vocabulary] = LocalCache(most=1)


def _synonym_words() -> Vocabulary:
    def make() -> Vocabulary:
        return Vocabulary([{word for group in synonyms() for phrase in group for word in phrase}], [[]])

    return _synonym_vocabulary.get("all", state=index_version(), make=make)


def _products(query: Query, catalogue: CatalogueSnapshot) -> int:
    """The set of the products that match at least one wording completely."""
    return reduce(or_, (_fitting(wording, catalogue) for wording in query.wordings), 0)


def _fitting(wording: Wording, catalogue: CatalogueSnapshot) -> int:
    if wording.is_empty:
        return 0
    among = _allowed(wording, catalogue)
    return among & find_all(Product, wording.words, among=catalogue) if wording.words else among


def _some_words(query: Query, catalogue: CatalogueSnapshot) -> int:
    """Products with some of the typed words; exclusions still apply."""
    if not query.wordings or query.wordings[0].is_strict or not query.wordings[0].words:
        return 0
    first = query.wordings[0]
    return _allowed(first, catalogue) & find_any(Product, first.words, among=catalogue)


def _allowed(wording: Wording, catalogue: CatalogueSnapshot) -> int:
    """The products with all badges and without any excluded word."""
    allowed = catalogue.members(None)
    for badge in wording.badges:
        allowed &= catalogue.facets.having(*BADGE_FACETS[badge])
    for word in wording.without:
        allowed &= _free_from(word, catalogue)
    return allowed


def _free_from(word: str, catalogue: CatalogueSnapshot) -> int:
    """Products without an ingredient; for other words, those whose texts say “free”."""
    if {word, singular(word)} & catalogue.ingredient_words:
        return ~(
            find_all(Product, [word], among=catalogue) | find_all(Product, [singular(word)], among=catalogue)
        )
    return find_all(Product, [word, "free"], among=catalogue)


BADGE_FACETS = {"nuts": ("nuts", "free"), "fragrance": ("fragrance", "free"), "birth": ("birth", "yes")}


def _elsewhere(query: Query) -> list[Elsewhere]:
    """Results from the shop’s own pages and from other apps: guides and information pages."""
    is_strict = bool(query.health) or query.is_careful
    answers: list[Any] = search_elsewhere.send(Query, wordings=query.phrasings, strictly=is_strict)
    return [*(answer for _, answer in answers), _own_pages(query, strictly=is_strict)]


def _own_pages(query: Query, *, strictly: bool) -> Elsewhere:
    own = shop_pages()
    holding, named = own.holding(query.phrasings), own.named(query.phrasings)
    return Elsewhere(
        pages=holding or ([] if strictly else named),
        named=frozenset(page.url for page in named),
        vocabularies=[own.words],
        is_exact=bool(holding),
    )


_HEALTH = Vocabulary(
    [HEALTH_WORDS | {"unscented", "unperfumed", "unfragranced"}], [[]]
)  # words that the lists lack


def _meant(query: Query, catalogue: CatalogueSnapshot, elsewhere: Sequence[Elsewhere]) -> str:
    """“jojoba oil” for “jojba oil”, or "" if each word is known."""
    beside = chain.from_iterable(one.vocabularies for one in elsewhere)
    offered = correct_spelling(
        query.asked,
        [catalogue.words, *beside, _HEALTH, _synonym_words()],
        lambda word: bool(find_all(Product, [word], among=catalogue)),
    )
    return " ".join(offered or ())
