"""Findings put together by rule, so that one decision can answer for all of them. Pure."""

from collections.abc import Iterable
from itertools import chain

from guides.claims.checking import Finding
from guides.claims.rules import SEVERITIES


def by_rule(findings: Iterable[Finding]) -> list[list[Finding]]:
    """One list for each rule and severity, the gravest first, then in the order of the page."""
    groups: dict[str, dict[str, list[Finding]]] = {severity: {} for severity in SEVERITIES}
    for finding in findings:
        groups[finding.severity].setdefault(finding.rule.code, []).append(finding)
    return list(chain.from_iterable(group.values() for group in groups.values()))
