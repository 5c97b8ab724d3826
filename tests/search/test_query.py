"""What was typed, as it is read: no database."""

import pytest

from shop.search.health import WORDS, health_words
from shop.search.query import read
from shop.search_engine.vocabulary import words

NUT_FREE = [
    "nut free", "nut-free", "Nut-free oil", "nuts free", "free from nuts", "free of nuts", "without nuts",
    "no nuts", "made without nut oils", "tree nut free", "peanut-free", "almond free", "no almond oil",
    "without sweet almond oil", "contains no nuts",
]  # fmt: skip
FRAGRANCE_FREE = [
    "fragrance free", "fragrance-free", "perfume-free", "unscented", "no perfume", "without any fragrance",
    "scent free oil", "non-scented", "unperfumed",
]  # fmt: skip


@pytest.mark.parametrize("text", NUT_FREE)
def test_whatever_asks_for_no_nuts_is_the_badge_and_no_word(text: str) -> None:
    for wording in read(text).wordings:
        assert wording.badges == {"nuts"}
        assert not {"nut", "nuts", "almond", "free"} & set(wording.words)


@pytest.mark.parametrize("text", FRAGRANCE_FREE)
def test_whatever_asks_for_no_fragrance_is_the_badge(text: str) -> None:
    assert read(text).wordings[0].badges == {"fragrance"}


@pytest.mark.parametrize("text", ["free delivery", "is delivery free", "free guide", "oil free delivery"])
def test_what_costs_nothing_is_not_left_out(text: str) -> None:
    (wording,) = read(text).wordings
    assert not wording.badges
    assert not wording.without
    assert "free" in wording.words


@pytest.mark.parametrize(
    ("text", "left_out"), [("coconut-free", "coconut"), ("oil without jojoba", "jojoba")]
)
def test_an_ingredient_is_left_out(text: str, left_out: str) -> None:
    assert read(text).wordings[0].without == (left_out,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50ml", ["50", "ml"]),
        ("baby-oil", ["baby", "oil"]),
        ("PS-EMO-050", ["ps", "emo", "050"]),
        ("Mum’s oil, 2×60cm", ["mum's", "oil", "2", "60", "cm"]),
    ],
)
def test_hyphens_and_units_part_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_words_of_a_group_are_asked_for_too() -> None:
    query = read("newborn gifts", [[("gift",), ("set",), ("present",)]])
    assert [" ".join(one) for one in query.phrasings] == [
        "newborn gifts", "newborn gift", "newborn set", "newborn present",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["eczema", "oil for eczema", "Cradle-cap", "colicky baby", "nappy rash"])
def test_health_is_seen(text: str) -> None:
    assert health_words(" ".join(words(text)))


def test_health_words_are_health_words() -> None:
    assert all(health_words(word) for word in WORDS - {"cradle"})
