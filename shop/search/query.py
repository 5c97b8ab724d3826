"""Parses what a shopper typed: words, synonyms, and ingredients the products must be free from. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shop.search.health import health_words
from shop.search_engine.vocabulary import LONGEST_TEXT, singular, words

Group = Sequence[Sequence[str]]  # synonymous phrases, each as its words
MOST_WORDINGS = 6
STOP_WORDS = frozenset(
    """
    a an and any are by can do does for have how i in is it long many me much my of on or our
    that the there this to we what when where which with you your
    """.split()  # noqa: SIM905
)
_NUTS = (
    r"(?:sweet |tree |traces of )*(?:(?:brazil |tree )?nuts?|peanuts?|groundnuts?|almonds?|hazelnuts?"
    r"|walnuts?|cashews?|pistachios?|pecans?|macadamias?)(?: oils?| traces)?"
)
_FRAGRANCE = (
    r"(?:added |artificial |synthetic )?(?:fragrances?|fragranced|perfumes?|perfumed|parfum|scents?|scented"
    r"|essential oils?)"
)
_GIFTS = r"(?! (?:delivery|gifts?|guides?|postage|p|returns?|samples?|shipping|standard|uk)\b)"
_BEFORE = r"(?:free (?:from|of)|(?:made )?without(?: any)?|contains? no|no|non|not|zero)"
_BADGES = {
    "nuts": rf"nutfree|{_NUTS} free{_GIFTS}|{_BEFORE} {_NUTS}",
    "fragrance": rf"un(?:scented|perfumed|fragranced)|{_FRAGRANCE} free{_GIFTS}|{_BEFORE} {_FRAGRANCE}",
    "birth": r"(?:suitable |assessed |safe )?from birth",
}
BADGES = {name: re.compile(rf"\b(?:{pattern})\b") for name, pattern in _BADGES.items()}
_SERVICES = r"(?!(?:delivery|postage|returns?|samples?|shipping)\b)"
_FREE = re.compile(rf"\b{_SERVICES}([a-z0-9']+)(?: oils?)? free\b{_GIFTS}")
_WITHOUT = re.compile(rf"\b{_BEFORE} ([a-z0-9']+)(?: oils?)?\b")


@dataclass(frozen=True)
class Wording:
    """One reading of a query: words to find, badges a product must have, words it must not contain.

    `is_strict`: results must contain all words.
    """

    words: tuple[str, ...]
    badges: frozenset[str] = frozenset()
    without: tuple[str, ...] = ()
    is_strict: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.badges or self.without)


@dataclass(frozen=True)
class Query:
    """The query as typed first, then with synonyms; `health` is the illness it names."""

    typed: str
    asked: tuple[str, ...]
    wordings: tuple[Wording, ...]
    health: str
    phrasings: tuple[tuple[str, ...], ...]  # all words of each wording, for guides and pages (no badges)

    @property
    def is_careful(self) -> bool:
        """Whether it leaves something out or asks for a badge: “without almond”, “from birth”."""
        return any(wording.without or wording.badges for wording in self.wordings)


def read(text: str, synonyms: Iterable[Group] = ()) -> Query:
    """Parse any text a shopper typed."""
    typed = text.replace("\x00", " ")[:LONGEST_TEXT].strip()
    asked = tuple(words(typed))
    phrasings = [asked, tuple(map(singular, asked)), *_with_synonyms(asked, synonyms)]
    phrasings = list(dict.fromkeys(one for one in phrasings if one))[:MOST_WORDINGS]
    wordings = dict.fromkeys(map(_wording, phrasings))
    health = health_words(" ".join(asked))
    return Query(typed, asked, tuple(wordings), health, tuple(map(_without_stop_words, phrasings)))


def _with_synonyms(asked: tuple[str, ...], synonyms: Iterable[Group]) -> list[tuple[str, ...]]:
    """The typed words with one phrase replaced by each of its synonyms."""
    bare = tuple(map(singular, asked))
    found = []
    for group in synonyms:
        for phrase in group:
            place = _place(bare, tuple(map(singular, phrase)))
            if place is not None:
                end = place + len(phrase)
                found += [(*asked[:place], *other, *asked[end:]) for other in group if other != phrase]
                break
    return found


def _place(bare: tuple[str, ...], phrase: tuple[str, ...]) -> int | None:
    """The index at which a phrase begins among the words."""
    starts = range(len(bare) - len(phrase) + 1)
    return next((n for n in starts if phrase and bare[n : n + len(phrase)] == phrase), None)


def _wording(asked: tuple[str, ...]) -> Wording:
    rest, badges = " ".join(asked), set()
    for name, pattern in BADGES.items():
        rest, hits = pattern.subn("|", rest)
        badges |= {name} if hits else set()
    rest, without = _take_out(_FREE, rest)
    rest, without_too = _take_out(_WITHOUT, rest)
    left = tuple(rest.replace("|", " ").split())
    excluded = tuple(dict.fromkeys([*without, *without_too]))
    left = _without_stop_words(left)
    if (badges or excluded) and left and left[0] in STOP_WORDS:
        left = ()
    return Wording(left, frozenset(badges), excluded, is_strict=bool(excluded))


def _without_stop_words(phrasing: tuple[str, ...]) -> tuple[str, ...]:
    """The words without stop words, unless there are no others."""
    return tuple(word for word in phrasing if word not in STOP_WORDS) or phrasing


def _take_out(pattern: re.Pattern[str], text: str) -> tuple[str, list[str]]:
    """The text without the excluded words, and the excluded words."""
    found: list[str] = []

    def note(match: re.Match[str]) -> str:
        if match[1] in STOP_WORDS:
            return match[0]
        found.append(match[1])
        return "|"

    return pattern.sub(note, text), found
