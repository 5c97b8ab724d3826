"""Leaves out what only repeats a weightier finding on the same words. Pure.

The wide rules, which look for a word beside another, often hit what a rule of its own names already.
"""

from bisect import bisect_left

from guides.claims.engine.matches import RuleMatch
from guides.claims.engine.passages import Finding
from guides.claims.engine.rules import SEVERITIES

Judged = tuple[RuleMatch, Finding]
WEIGHT = {severity: -number for number, severity in enumerate(SEVERITIES)}
LOOKED_AT = 8  # neighbours on either side: more than overlap in any real sentence


def without_echoes(judged: list[Judged]) -> list[Finding]:
    """The findings of one text, in its order."""
    starts = [hit.start for hit, _ in judged]
    every = enumerate(judged)
    return [one for n, (hit, one) in every if not (hit.rule.beside and _is_covered(judged, starts, n))]


def _is_covered(judged: list[Judged], starts: list[int], number: int) -> bool:
    last = min(bisect_left(starts, judged[number][0].end), number + LOOKED_AT)
    near = judged[max(0, number - LOOKED_AT) : last]
    return any(_covers(judged[number], other) for other in near)


def _covers(echo: Judged, other: Judged) -> bool:
    """Whether the other weighs more on the same words, or as much by a rule that names them."""
    if other is echo or other[0].end <= echo[0].start or other[0].start >= echo[0].end:
        return False
    mine, theirs = WEIGHT[echo[1].severity], WEIGHT[other[1].severity]
    return theirs > mine or (theirs == mine and not other[0].rule.beside)
