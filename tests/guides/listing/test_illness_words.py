"""Every rule of the claims check about an illness also keeps that illness from being sold to."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.listing.illness_words import illness_in, illness_rules
from shop.search.health import health_words

PATTERNS = {rule.code: rule.pattern for rule in illness_rules().rules}


@pytest.mark.parametrize("code", PATTERNS)
@given(st.data())
def test_an_illness_is_seen(code: str, data: st.DataObject) -> None:
    pattern = re.compile(PATTERNS[code], re.IGNORECASE)
    said = data.draw(st.from_regex(pattern, fullmatch=True, alphabet=string.ascii_letters + "' -"))
    assert illness_in(said.lower()) or health_words(said.lower())  # “AIDS” is one in capitals only


@pytest.mark.parametrize("text", ["dry skin", "newborn", "massage oil", "gift set", "free delivery", "50 ml"])
def test_what_we_sell_is_no_illness(text: str) -> None:
    assert not illness_in(text)
