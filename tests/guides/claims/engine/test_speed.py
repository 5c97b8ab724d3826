"""Twenty kilobytes of anything are checked in a moment, however they are built."""

import re
import time

import pytest

from guides.claims.engine.checker import CheckedContent, Passage, check
from guides.claims.engine.matches import MAX_MATCHES
from guides.claims.engine.rules import bundled_rules, compile_rules

BOOK = compile_rules(bundled_rules(), version=1)
SIZE = 20_000
SECONDS = 0.3
UNITS = [
    *("cures eczema ", "cures eczema. ", "eczema ", "fever ", "it helps sleep ", "improves circulation "),
    *(
        "ask your GP ",
        "don't use it on eczema, ask your GP ",
        "no evidence that it cures eczema, ",
        "not ",
        "if ",
    ),
    *(
        "<a ",
        '<a "',
        "<a href=\"'",
        "<!-- ",
        "<b>cures</b> eczema ",
        '<a href="x"> newborn ',
        "&shy;",
        "&amp",
    ),
    *(
        "“cures ‘eczema’ ",
        "((",
        "a",
        "a-",
        "\n",
        " ",
        "\t",
        "\nIt cures:\n",
        "é",
        "? ",
        "A.",
        "100% ",
        "(Field 2010) newborn ",
        "“therapy for all” (Field, 2010) ",
        "<i>therapy for ",
        '<a linktype="source">therapy ',
        "Field T. (2010) therapy.\n",
        "'a therapy ",
    ),
]


def copy_of(text: str, *, is_html: bool = False) -> CheckedContent:
    passage = Passage("body", "Body", text, is_html)
    return CheckedContent((passage,), sells=True, selling_sections=frozenset({0}), cites=True)


def seconds(text: str, *, is_html: bool) -> float:
    """Of the processor, so that a busy machine doesn't count."""
    began = time.process_time()
    check(copy_of(text, is_html=is_html), BOOK)
    return time.process_time() - began


@pytest.fixture(scope="module", autouse=True)
def warm():
    check(copy_of("It cures eczema, ask your GP."), BOOK)


@pytest.mark.parametrize("is_html", [False, True])
@pytest.mark.parametrize("unit", UNITS)
def test_repeated_text_takes_a_moment(unit, is_html):
    assert seconds((unit * SIZE)[:SIZE], is_html=is_html) < SECONDS


@pytest.mark.parametrize("code", [rule.code for rule in BOOK.rules])
def test_words_of_each_rule_repeated_take_a_moment(code):
    found = re.findall(r"[a-z]{3,}", BOOK.by_code[code].pattern)
    text = " ".join(found) + " it helps "
    assert seconds((text * SIZE)[:SIZE], is_html=False) < SECONDS


def test_text_without_full_stops_is_judged_in_stretches():
    found = check(copy_of("cures eczema " * 2000), BOOK)
    assert len(found) == 2 * MAX_MATCHES
    assert max(len(finding.sentence) for finding in found) <= 1000
