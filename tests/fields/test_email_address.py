"""One mailbox has one spelling, and no domain is changed into another."""

import pytest

from shop.fields.email_address import BadAddress, normalise, tidy

SAME = {
    "ada@example.com": [
        "ADA@Example.COM",
        " ada@example.com\n",
        "ada@example.com\u200b",
        "\ufeffada@exam\u00adple.com",
        "a\u200dda@example.com\u200d",
        "\u202aada@example.com\u202c",
        "ada@ｅｘａｍｐｌｅ.com",
    ],
    "info@xn--mnchen-3ya.de": ["info@münchen.de", "info@mu\u0308nchen.de", "INFO@XN--MNCHEN-3YA.DE"],
    "ada@xn--bcher-kva.example": ["ada@bücher.example", "Ada@BÜCHER.example", "ada@bücher。example"],
    # The four signs of which IDNA 2003 makes another domain.
    "ada@xn--strae-oqa.de": ["ada@straße.de", "ada@STRAßE.de"],
    "ada@xn--nxasmm1c.com": ["ada@βόλος.com"],
    "ada@xn--10cl1a0b660p.com": ["ada@ශ්\u200dරී.com"],
    "ada@xn--mgba3gch31f060k.com": ["ada@نامه\u200cای.com"],
}
PAIRS = [(typed, one) for one, spellings in SAME.items() for typed in (one, *spellings)]


@pytest.mark.parametrize(("typed", "one"), PAIRS)
def test_every_spelling_of_a_mailbox_is_one(typed: str, one: str) -> None:
    assert normalise(typed) == one


@pytest.mark.parametrize(
    "typed",
    ["", "ada", "@example.com", "ada@", "ada@exam\u200dple.com", "ada@-bad.com", "ada@example.com\nb@c.de"]
    + ["ada@" + "ü" * 300 + ".de", "ada@💩.la", '"a b"@example.com', "ådå@example.com", "a b@example.com"],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(BadAddress):
        normalise(typed)


def test_streets_with_sharp_s_stay_where_they_are() -> None:
    assert normalise("ada@straße.de") != normalise("ada@strasse.de")


def test_what_is_no_address_is_left_for_looking_up() -> None:
    assert tidy(" wilma@ ") == "wilma@"
