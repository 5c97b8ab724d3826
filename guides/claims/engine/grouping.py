"""Groups findings by rule, so that one decision covers a group. Pure."""

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from guides.claims.engine.checker import Finding
from guides.claims.engine.rules import SEVERITIES


def by_rule(findings: Iterable[Finding]) -> list[list[Finding]]:
    """A list for each rule and severity, the most severe first, then in the order of the page."""
    groups: dict[str, dict[str, list[Finding]]] = {severity: {} for severity in SEVERITIES}
    for finding in findings:
        groups[finding.severity].setdefault(finding.rule.code, []).append(finding)
    return list(chain.from_iterable(group.values() for group in groups.values()))


def in_fields(findings: Iterable[Finding]) -> list[list[Finding]]:
    """A list for each field or block, rule and severity, in the order of the page."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        key = (finding.passage.path, finding.rule.code, finding.severity)
        groups.setdefault(key, []).append(finding)
    return list(groups.values())


def words_of(findings: Iterable[Finding]) -> str:
    """The matched words without duplicates, with their number: “abdomen” ×5."""
    counts = Counter(finding.hit.lower() for finding in findings)
    return ", ".join(f"“{hit}”" + (f" ×{count}" if count > 1 else "") for hit, count in counts.items())
