"""Which safer wordings can be put in the place of the words."""

import pytest

from guides.claims.engine.suggestions import suggestions


@pytest.mark.parametrize(
    ("safer", "found"),
    [
        ('"looks dry"', ["looks dry"]),
        ('"use", "apply"', ["use", "apply"]),
        ('"time for you" + link to NHS help', ["time for you"]),
        ("“a lovely way to interact”, or cite a systematic review", ["a lovely way to interact"]),
        ('"a lovely way to interact" or cite systematic review', ["a lovely way to interact"]),
        ('"helps protect from dryness" with evidence', []),
        ('"Ad" label first', []),
        ('"contains" only', []),
        ('state terms + "does not affect statutory rights"', []),
        ("remove", []),
        ("", []),
    ],
)
def test_only_whole_wordings_are_offered(safer: str, found: list[str]) -> None:
    assert suggestions(safer) == found
