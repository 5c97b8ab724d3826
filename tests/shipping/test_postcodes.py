import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.shipping.postcodes import InvalidPostcode, normalise, suggest

SPACES = ["", " ", "  ", "\u00a0", "\u2009", "\u3000", "\u200b", "\ufeff", "\t"]


@pytest.mark.parametrize("space", SPACES)
def test_any_space_between_the_halves(space: str) -> None:
    assert normalise(f"{space}sw1a{space}1aa{space}") == "SW1A 1AA"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("m11ae", "M1 1AE"), ("b338th", "B33 8TH"), ("cr26xh", "CR2 6XH"), ("dn551pt", "DN55 1PT"),
        ("w1a0ax", "W1A 0AX"), ("ec1a1bb", "EC1A 1BB"), ("gir0aa", "GIR 0AA"), ("bf10ab", "BF1 0AB"),
        ("bfpo 57", "BFPO 57"), ("BFPO c/o 57", "BFPO 57"), ("BfPo0057", "BFPO 57"),
    ],
)  # fmt: skip
def test_every_shape_there_is(typed: str, stored: str) -> None:
    assert normalise(typed) == stored


@pytest.mark.parametrize("letter", "QVX")
def test_no_area_begins_with_these(letter: str) -> None:
    with pytest.raises(InvalidPostcode):
        normalise(f"{letter}1 1AA")


@pytest.mark.parametrize("letter", "IJZ")
def test_no_area_has_these_second(letter: str) -> None:
    with pytest.raises(InvalidPostcode):
        normalise(f"A{letter}1 1AA")


@pytest.mark.parametrize("letter", "CIKMOV")
def test_the_inward_half_never_uses_these(letter: str) -> None:
    for inward in (f"1{letter}A", f"1A{letter}"):
        with pytest.raises(InvalidPostcode):
            normalise(f"SW1A {inward}")


@pytest.mark.parametrize(
    "typed", ["\x00SW1A 1AA", "SW1A\x001AA", " " * 10_240, "SW1A 1AA\nGL5 1AA", "BFPO ٥٧"]
)
def test_what_nobody_types_is_refused(typed: str) -> None:
    with pytest.raises(InvalidPostcode):
        normalise(typed)


@given(st.from_regex(re.compile(r"[A-Za-z]{1,2}[0-9]{1,2} ?[0-9][A-Za-z]{2}"), fullmatch=True))
def test_the_stored_form_reads_as_itself(typed: str) -> None:
    try:
        stored = normalise(typed)
    except InvalidPostcode:
        return
    assert normalise(stored) == stored
    assert stored == stored.upper()


@pytest.mark.parametrize("mark", ["-", ".", "/", "_", "–", "—", "·", ",", "'", "’", "*", "(", "+", "\u00b0"])
def test_punctuation_is_dropped_wherever_it_stands(mark: str) -> None:
    assert normalise(f"{mark}iv51{mark}9aa{mark}") == "IV51 9AA"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("W1A OAX", "W1A 0AX"), ("EC1V OBW", "EC1V 0BW"), ("S014 1AA", "SO14 1AA"), ("0X1 1AA", "OX1 1AA"),
        ("LI 8JQ", "L1 8JQ"), ("El 6AN", "E1 6AN"), ("M1 IAE", "M1 1AE"), ("CRO 1AA", "CR0 1AA"),
        ("5W1A IAA", "SW1A 1AA"), ("n1-oaa", "N1 0AA"), ("0L1 OAA", "OL1 0AA"),
    ],
)  # fmt: skip
def test_look_alikes_suggest_what_was_meant(typed: str, meant: str) -> None:
    with pytest.raises(InvalidPostcode):
        normalise(typed)
    assert suggest(typed) == meant


@pytest.mark.parametrize("typed", ["hello", "", "12345", "SW1A", "GL5 1AA", "OOOOOOO", "\x00", "x" * 10_000])
def test_what_has_no_one_reading_suggests_nothing(typed: str) -> None:
    assert suggest(typed) == ""


@given(st.from_regex(re.compile(r"[A-Z]{2}[1-9][0-9] ?[0-9][A-Z]{2}"), fullmatch=True), st.integers(0, 6))
def test_a_suggestion_is_a_postcode(typed: str, place: int) -> None:
    swapped = {"O": "0", "I": "1", "0": "O", "1": "I"}
    mixed = "".join(
        swapped.get(letter, letter) if index == place else letter for index, letter in enumerate(typed)
    )
    meant = suggest(mixed)
    assert not meant or normalise(meant) == meant
