"""Signals through which other apps add their own search results and suggestions."""

from dataclasses import dataclass, field

from django.dispatch import Signal

from shop.search_engine.vocabulary import Vocabulary

# Sent with `text`; each receiver answers with a list of {"title": ..., "url": ...}.
suggest_search_results = Signal()

# Sent with `wordings`, lists of words that mean the same, the typed ones first, and `strictly`: whether
# results must contain all words. Each receiver answers with an `Elsewhere`.
search_elsewhere = Signal()


@dataclass(frozen=True)
class Link:
    """One information page that was found."""

    title: str
    url: str
    text: str = ""


@dataclass(frozen=True)
class Elsewhere:
    """Results other than products: rendered cards of guides, information pages, and all known words.

    `named`: addresses of the pages with one of the words in their titles; `is_exact`: at least one result
    contains all words of a wording; `health`: an illness that the query names.
    """

    cards: list[str] = field(default_factory=list)
    pages: list[Link] = field(default_factory=list)
    named: frozenset[str] = frozenset()
    vocabularies: list[Vocabulary] = field(default_factory=list)
    is_exact: bool = False
    health: str = ""
