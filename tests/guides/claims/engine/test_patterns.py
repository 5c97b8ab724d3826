"""A rule's pattern is valid and can't run away."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.claims.engine.patterns import BadPattern, check_pattern
from guides.claims.engine.required_literals import required_literals
from guides.claims.engine.rules import bundled_rules


@pytest.mark.parametrize(
    ("pattern", "because"),
    [
        ("(unclosed", "Not a regular expression"),
        ("[z-a]", "Not a regular expression"),
        ("(?P<1>a)", "Not a regular expression"),
        ("x*", "empty text"),
        (r"(a+)+$", "neither repeats nor alternatives"),
        (r"(a|aa)+$", "neither repeats nor alternatives"),
        (r"(\w+\s?)*!", "neither repeats nor alternatives"),
        ("a" * 2000, "At most 1500"),
        (r"\w*\w*\w*\w*\w*\w*\w*x!", "Too slow"),
    ],
)
def test_bad_pattern_is_refused_with_its_reason(pattern, because):
    with pytest.raises(BadPattern, match=because):
        check_pattern(pattern)


@pytest.mark.parametrize("code", ["C001", "C032", "C062", "C077", "C084"])
def test_bundled_patterns_pass(code):
    check_pattern(next(rule.pattern for rule in bundled_rules() if rule.code == code))


def test_every_bundled_pattern_has_a_safe_shape():
    from guides.claims.engine.patterns import _check_shape

    for rule in bundled_rules():
        _check_shape(rule.pattern)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\b(eczema|atopic skin)\b", {"eczema", "atopic skin"}),
        (r"\bnew-?borns?\b", {"born"}),
        (r"\bheal(s|ed)?\b", {"heal"}),
        (r"\b(a|[xyz])\b", set()),
        (r"\b\d{1,3}%", {"%"}),
        (r"(ab)?c*", set()),
        (r"(?:HIV|(?-i:AIDS))", {"hiv", "aids"}),
    ],
)
def test_needles_are_words_that_must_be_there(pattern, words):
    assert required_literals(pattern) == words


@given(st.sampled_from(bundled_rules()), st.data())
def test_whatever_matches_holds_a_needle(rule, data):
    found = required_literals(rule.pattern)
    text = data.draw(st.from_regex(re.compile(rule.pattern, re.IGNORECASE | re.ASCII)))
    assert not found or any(word in text.lower() for word in found)
