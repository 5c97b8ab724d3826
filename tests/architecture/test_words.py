"""The words of docs/style.md are used in every text that people read."""

import re
from typing import NamedTuple

import pytest

from tests.architecture.words import Text, texts


class Term(NamedTuple):
    """A wrong word as a pattern, the right one, and the starts of places where the wrong one is right."""

    wrong: str
    right: str
    allowed: tuple[str, ...] = ()


# “Goods” is the word of the Consumer Contracts Regulations, so it stays where we quote the law.
LEGAL = (
    "templates/order/mail/confirmation",
    "templates/components/legal",
    "templates/guides/blocks/cancelling",
    "guides/demo/texts/returns",
)
# A massage presses with the hands, and claims are found by the words that other people write.
MASSAGE = ("guides/demo",)
PATTERNS = ("guides/claims/engine/phrases",)
# What people type into the search box to find their account.
SEARCH_WORDS = ("shop/search/shop_pages.py",)
PRESS = (
    r"(?i)\bpress (?:the|it|this|that|again|here|one|our|and|to)\b"
    r"|\bone press\b|\bpress(?:ed by|es the)\b"
)

TERMS = (
    Term(r"(?i)\be-mails?\b", "email"),
    Term(r"(?<!Royal )\b[Mm]ails?\b(?! server)", "email"),
    Term(r"\bmailed\b", "emailed"),
    Term(r"(?i)\bjunk\b(?! folder)", "spam or junk folder"),
    Term(PRESS, "click or select", MASSAGE),
    Term(r"(?i)\blog(?:ged)? (?:in|out)\b|\blogin\b", "sign in, sign out", SEARCH_WORDS),
    Term(r"\b(?:shopping )?cart\b", "basket"),
    Term(r"(?i)\bgoods\b", "items or products", LEGAL),
    Term(r"(?i)\bwhoever\b", "a plain subject"),
    Term(r"(?<=[A-Za-z])'(?=(?:s|t|re|ve|ll|d|m)\b)", "’", PATTERNS),
)


@pytest.fixture(scope="module")
def everything() -> list[Text]:
    found = texts()
    assert len(found) > 1000
    return found


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.right)
def test_the_agreed_word_is_used(term: Term, everything: list[Text]) -> None:
    read = [text for text in everything if not text.place.startswith(term.allowed)]
    shown = [f"{text.place}: …{_around(term.wrong, text.words)}…" for text in read if _has(term, text)]
    assert not shown, f"should be {term.right}:\n" + "\n".join(shown)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.right)
def test_no_exception_outlives_its_reason(term: Term, everything: list[Text]) -> None:
    used = {start for start in term.allowed for text in everything if _has(term, text, start)}
    assert used == set(term.allowed)


def _has(term: Term, text: Text, start: str = "") -> bool:
    return text.place.startswith(start) and bool(re.search(term.wrong, text.words))


def _around(wrong: str, words: str) -> str:
    match = re.search(wrong, words)
    assert match
    return " ".join(words[max(0, match.start() - 30) : match.end() + 30].split())
