"""Finds illnesses in search queries by the claims rules; the search page then says whom to ask."""

import re
from functools import cache

from guides.claims.engine.required_literals import RequiredLiterals
from guides.claims.engine.rules import DISEASE, Rule
from guides.claims.review.rule_sets import bundled_rule_set


def illness_in(text: str) -> str:
    """The first illness that a text of lower-case words names, or nothing."""
    likely = (
        pattern for _, pattern, words in illness_rules() if not words or any(word in text for word in words)
    )
    return next((hit[0] for hit in (pattern.search(text) for pattern in likely) if hit), "")


@cache
def illness_rules() -> list[tuple[Rule, re.Pattern[str], RequiredLiterals]]:
    """The rules about illnesses that need no other words beside them."""
    return [
        row
        for row in bundled_rule_set().patterns
        if row[0].category == DISEASE and not (row[0].beside or row[0].instructed)
    ]
