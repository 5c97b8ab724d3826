"""A rule's pattern is valid and can't run away."""

import pytest

from guides.claims.patterns import BadPattern, check_pattern
from guides.claims.rules import bundled_rules


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
    from guides.claims.patterns import _check_shape

    for rule in bundled_rules():
        _check_shape(rule.pattern)
