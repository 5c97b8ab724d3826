"""Whoever has more to find or to suggest than products connects to these signals."""

from dataclasses import dataclass, field

from shop.search_engine.vocabulary import Vocabulary


@dataclass(frozen=True)
class Link:
    """A page of information that was found."""

    title: str
    url: str
    text: str = ""


@dataclass(frozen=True)
class Elsewhere:
    """What was found beside products: rendered cards of guides, pages of information, and all known words.

    `named`: addresses of those pages that have one of the words in their titles;
    `is_exact`: something holds all the words of a wording; `health`: an illness that the typed words name.
    """

    cards: list[str] = field(default_factory=list)
    pages: list[Link] = field(default_factory=list)
    named: frozenset[str] = frozenset()
    vocabularies: list[Vocabulary] = field(default_factory=list)
    is_exact: bool = False
    health: str = ""
