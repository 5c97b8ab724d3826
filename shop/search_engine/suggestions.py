"""Signals through which other apps add their own search results and suggestions."""

from dataclasses import dataclass, field

from shop.search_engine.vocabulary import Vocabulary


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
