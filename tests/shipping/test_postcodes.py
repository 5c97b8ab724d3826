import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.shipping.postcodes import InvalidPostcode, normalise

SPACES = ["", " ", "  ", "\u00a0", "\u2009", "\u3000", "\u200b", "\ufeff", "\t"]


@pytest.mark.parametrize("space", SPACES)
def test_any_space_between_the_halves(space: str) -> None:
    assert normalise(f"{space}sw1a{space}1aa{space}") == "SW1A 1AA"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("m11ae", "M1 1AE"), ("b338th", "B33 8TH"), ("cr26xh", "CR2 6XH"), ("dn551pt", "DN55 1PT"),
        ("w1a0ax", "W1A 0AX"), ("ec1a1bb", "EC1A 1BB"), ("gir0aa", "GIR 0AA"), ("bf10ab", "BF1 0AB"),
        ("bfpo 57", "BFPO 57"), ("BFPO c/o 57", "BFPO 57"), ("BfPo0057", "BFPO 57"),
    ],
)  # fmt: skip
def test_every_shape_there_is(typed: str, kept: str) -> None:
    assert normalise(typed) == kept


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
def test_the_kept_form_reads_as_itself(typed: str) -> None:
    try:
        kept = normalise(typed)
    except InvalidPostcode:
        return
    assert normalise(kept) == kept
    assert kept == kept.upper()
