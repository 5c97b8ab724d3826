"""Sentences that the rules were not written from: most claims are found, few harmless sentences are refused.

The lists were written before the rules were extended. One test per sentence would tempt us to fit the rules
to each, so only the share counts; a sentence that matters goes to `wordings/`.
"""

from pathlib import Path

import pytest

from guides.claims.engine.checker import CheckedContent, Finding, Passage, check
from tests.guides.claims.test_wordings import BOOK, asked

LISTS = Path(__file__).parent / "heldout"


def lines(name: str) -> list[str]:
    return (LISTS / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", sorted(path.name for path in LISTS.glob("claims*.txt")))
def test_claims_in_other_words_are_found(name):
    missed = [text for text in lines(name) if not asked(text)]
    assert len(missed) <= len(lines(name)) * 0.05, missed


@pytest.mark.parametrize("name", sorted(path.name for path in LISTS.glob("harmless*.txt")))
def test_harmless_sentences_pass_even_beside_a_product(name):
    stopped = [text for text in lines(name) if any(one.is_open for one in on_a_page_with_cautions(text))]
    assert len(stopped) <= len(lines(name)) * 0.05, stopped


def on_a_page_with_cautions(text: str) -> list[Finding]:
    """As every page with techniques must have them; a tummy asks for no more than that."""
    copy = CheckedContent((Passage("body", "Body", text),), sells=True, proofs=frozenset({"safety"}))
    return check(copy, BOOK)


def test_lists_are_long_enough_to_mean_something():
    assert sum(len(lines(path.name)) for path in LISTS.glob("claims*")) >= 60
    assert sum(len(lines(path.name)) for path in LISTS.glob("harmless*")) >= 80
