"""A correction is offered for an unknown word only."""

import gzip

import pytest

from shop.search.english import FILE, is_english
from shop.search.spelling import correct_spelling
from shop.search_engine.vocabulary import Vocabulary

SHOP = Vocabulary([{"organic", "jojoba", "oil"}, {"calendula"}, {"feet"}, {"safflower"}, {"baby"}], [[]] * 5)


def offer(text: str) -> list[str] | None:
    return correct_spelling(text.split(), [SHOP], lambda word: False)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jojba", "jojoba"),
        ("jojoab oil", "jojoba oil"),
        ("callendulla", "calendula"),
        ("babyoil", "baby oil"),
    ],
)
def test_a_slip_is_offered(typed: str, meant: str) -> None:
    assert offer(typed) == meant.split()


@pytest.mark.parametrize(
    "text",
    [
        "free",
        "fleet",
        "feat",
        "paraben free",
        "xeet free",
        "jojo",
        "ojl",
        "delivery",
        "returns",
        "jxjxba",
        "oil50",
    ],
)
def test_nothing_is_offered_for_what_is_known_or_far_away(text: str) -> None:
    assert offer(text) is None


def test_what_the_index_knows_is_no_slip() -> None:
    assert correct_spelling(["jojba"], [SHOP], lambda word: word == "jojba") is None


@pytest.mark.parametrize("word", ["delivery", "colour", "color", "moisturiser", "mum's", "scented", "vegan"])
def test_the_lists_are_british_and_american(word: str) -> None:
    assert is_english(word)


def test_the_lists_know_no_slip() -> None:
    assert not is_english("jojba")
    assert not is_english("")


@pytest.mark.parametrize("word", ["aa", "aaa", "aachen", "zyrtec", "zyuganov"])
def test_the_first_and_last_words_of_the_list_are_found(word: str) -> None:
    assert is_english(word) and not is_english(f"{word}q")


@pytest.mark.parametrize("word", ["a", "0", "zz", "zyuganovs", "'s", "~"])
def test_what_stands_beside_the_list_isnt_in_it(word: str) -> None:
    assert not is_english(word)


def test_the_list_is_in_order() -> None:
    """It is searched by halves."""
    words = gzip.decompress(FILE.read_bytes()).split()
    assert words == sorted(words)
