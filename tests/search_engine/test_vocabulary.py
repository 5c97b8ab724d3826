"""Spelling correction, ranking and completion over bit sets."""

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from shop.search_engine.bitset import from_flags, indices
from shop.search_engine.vocabulary import Titles, Vocabulary, words_in

TITLES = ["Bath oil", "Organic jojoba oil", "Jojoba", "Lavender balm"]
OTHERS = ["jojoba", "dry skin", "", "for dry hands"]
KNOWN = Vocabulary([words_in(one) for one in TITLES], [words_in(one) for one in OTHERS])
some = st.frozensets(st.sampled_from(["jojoba", "oil", "dry", "bath"]))


def ranked(query: set[str], found: int = 0b1111) -> list[int]:
    return list(chain.from_iterable(map(indices, KNOWN.ranked(found, query))))


def test_most_words_in_the_title_and_few_others_come_first() -> None:
    assert [TITLES[place] for place in ranked({"jojoba"})[:3]] == ["Jojoba", "Organic jojoba oil", "Bath oil"]


def test_what_else_is_said_decides_between_equals() -> None:
    assert ranked({"dry"}) == [1, 3, 0, 2]


@given(st.lists(st.tuples(some, some), max_size=20), some, st.data())
def test_the_rank_is_that_of_a_plain_sort(
    things: list[tuple[frozenset[str], frozenset[str]]], query: frozenset[str], data: st.DataObject
) -> None:
    flags = data.draw(st.lists(st.booleans(), min_size=len(things), max_size=len(things)))

    def key(place: int) -> tuple[int, int, int]:
        title, said = things[place]
        hits = len(query & title)
        return (-hits, len(title) - hits if hits else 0, -len(query & said))

    known = Vocabulary([title for title, _ in things], [said for _, said in things])
    found = [place for place, flag in enumerate(flags) if flag]
    assert list(chain.from_iterable(map(indices, known.ranked(from_flags(flags), query)))) == sorted(
        found, key=key
    )


def test_near_words_stand_nearest_first_then_commonest() -> None:
    assert KNOWN.near("jojba", most=1) == ["jojoba"]
    assert KNOWN.near("bicycle", most=2) == []


def test_titles_are_completed_by_the_beginning_of_each_word() -> None:
    assert list(indices(KNOWN.prefix_matches(["jo", "oi"]))) == [1]
    assert list(indices(KNOWN.prefix_matches(["zebra"]))) == []


def test_titles_are_completed_in_alphabetical_order_what_begins_so_first() -> None:
    titles = Titles(["Rose and jojoba", "Jojoba oil", "Almond with jojoba", "jojoba balm", "Oat bath"])
    assert list(titles.prefix_matches(["jo"])) == [3, 1, 2, 0]
    assert list(titles.prefix_matches(["jo", "o"])) == [1]
    assert list(titles.prefix_matches(["zebra"])) == []


@given(st.lists(st.text("ab ", max_size=6), max_size=8), st.text("ab", min_size=1, max_size=3))
def test_titles_complete_what_a_look_at_each_finds(names: list[str], start: str) -> None:
    found = list(Titles(names).prefix_matches([start]))
    assert set(found) == {
        n for n, name in enumerate(names) if any(word.startswith(start) for word in words_in(name))
    }
    begins = [names[n].startswith(start) for n in found]
    assert begins == sorted(begins, reverse=True)
