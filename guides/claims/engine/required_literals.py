"""Words without which a pattern can't match, so that most rules are done after one look. Pure.

Ninety-six regular expressions over a thousand words take twenty milliseconds; looking for their words first
leaves a handful of them to run.
"""

import re
from typing import Any

Needles = frozenset[str]


def required_literals(pattern: str) -> Needles:
    """Of these, in lower case, at least one stands in every text that matches; empty when nothing is sure."""
    from re import _parser  # type: ignore[attr-defined]  # the only way to see a pattern's shape

    return _of_sequence(_parser.parse(pattern, re.IGNORECASE)) or frozenset()


def _of_sequence(parsed: Any) -> Needles | None:
    """The surest part of a row: the one whose shortest word is longest."""
    found: list[Needles] = []
    run = ""
    for name, inner in parsed:
        if name.name == "LITERAL":
            run += chr(inner).lower()
            continue
        if run:
            found.append(frozenset({run}))
            run = ""
        if part := _of_node(name.name, inner):
            found.append(part)
    if run:
        found.append(frozenset({run}))
    return max(found, key=lambda words: min(map(len, words)), default=None)


def _of_node(name: str, inner: Any) -> Needles | None:
    if name == "SUBPATTERN":
        return _of_sequence(inner[-1])
    if name == "BRANCH":
        parts = [_of_sequence(branch) for branch in inner[1]]
        return frozenset().union(*(part for part in parts if part)) if all(parts) else None
    if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"} and inner[0] > 0:
        return _of_sequence(inner[2])
    if name == "ATOMIC_GROUP":
        return _of_sequence(inner)
    return None
