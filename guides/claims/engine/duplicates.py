"""Removes findings that repeat a more severe finding on the same words. Pure.

Broad rules, which look for one word near another, often match what a specific rule matches already.
"""

from bisect import bisect_left

from guides.claims.engine.matches import RuleMatch
from guides.claims.engine.passages import Finding
from guides.claims.engine.rules import SEVERITIES

Judged = tuple[RuleMatch, Finding]
WEIGHT = {severity: -number for number, severity in enumerate(SEVERITIES)}
NEIGHBOURS = 8  # on either side: more than overlap in any real sentence


def without_duplicates(judged: list[Judged]) -> list[Finding]:
    """The findings of a text without duplicates, in its order."""
    starts = [hit.start for hit, _ in judged]
    every = enumerate(judged)
    return [one for n, (hit, one) in every if not (hit.rule.beside and _is_covered(judged, starts, n))]


def _is_covered(judged: list[Judged], starts: list[int], number: int) -> bool:
    last = min(bisect_left(starts, judged[number][0].end), number + NEIGHBOURS)
    near = judged[max(0, number - NEIGHBOURS) : last]
    return any(_covers(judged[number], other) for other in near)


def _covers(duplicate: Judged, other: Judged) -> bool:
    """Whether `other` is more severe on the same words, or as severe by a specific rule."""
    if other is duplicate or other[0].end <= duplicate[0].start or other[0].start >= duplicate[0].end:
        return False
    mine, theirs = WEIGHT[duplicate[1].severity], WEIGHT[other[1].severity]
    return theirs > mine or (theirs == mine and not other[0].rule.beside)
