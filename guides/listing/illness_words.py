"""Finds illnesses in search queries by the claims rules; the search page then says whom to ask."""

from functools import cache

from guides.claims.engine.rules import DISEASE, CompiledRules, compile_rules
from guides.claims.review.rule_sets import bundled_rule_set


def illness_in(text: str) -> str:
    """The first illness that a text of lower-case words names, or nothing."""
    hits = (pattern.search(text) for _, pattern in illness_rules().likely(text))
    return next((hit[0] for hit in hits if hit), "")


@cache
def illness_rules() -> CompiledRules:
    """The rules about illnesses that need no other words beside them."""
    rules = bundled_rule_set().rules
    alone = (one for one in rules if one.category == DISEASE and not (one.beside or one.instructed))
    return compile_rules(alone, version=0)
