"""Findings of one text grouped for decisions: by rule and state."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from guides.claims.content.authors import CmsUser
from guides.claims.engine.checker import Finding
from guides.claims.engine.grouping import by_rule, words_of
from guides.claims.engine.rules import HINT
from guides.claims.models import Decision
from guides.claims.review import decisions
from guides.claims.review.evidence_choice import EvidenceGroup
from guides.claims.review.gate import label, needs


@dataclass
class Group:
    """Findings of one rule in the same state, which share a form and a decision."""

    findings: list[Finding]
    decision: Decision | None = None  # the decision in force
    asked: Decision | None = None  # the decision that waits for an approver
    asked_keys: list[int] = field(default_factory=list)
    why_not: str = ""  # why this person can't decide it
    evidence: list[EvidenceGroup] = field(default_factory=list)  # to choose from

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def words(self) -> str:
        return words_of(self.findings)

    @property
    def why(self) -> str:
        """The reason for the rule, and for a severity that differs from the rule's, as sentences."""
        return f"{self.first.rule.why.rstrip('.')}. {self.first.note}".strip()

    @property
    def fingerprints(self) -> list[str]:
        """The fingerprints without duplicates."""
        return list(dict.fromkeys(finding.fingerprint for finding in self.findings))

    @property
    def is_open(self) -> bool:
        return self.first.is_open and self.decision is None

    @property
    def value(self) -> str:
        """What a tick for this group sends: the keys of what was asked, else the fingerprints."""
        return " ".join(map(str, self.asked_keys) if self.asked else self.fingerprints)

    @property
    def may_be_decided(self) -> bool:
        """Whether this person may answer what was asked."""
        return self.is_open and bool(self.asked) and not self.why_not

    @property
    def may_be_asked(self) -> bool:
        """Whether one reason may stand for it and others: evidence is chosen for each rule by itself."""
        return self.is_open and not self.asked and self.way != Decision.EVIDENCE

    @property
    def way(self) -> str:
        return decisions.way_for(self.first)

    @property
    def needs(self) -> str:
        return needs(self.first)

    @property
    def severity(self) -> str:
        return label(self.first)


def groups_of(instance: Model, findings: Iterable[Finding], user: CmsUser) -> list[Group]:
    """A group for each rule, severity and state, the most severe first."""
    found = list(findings)
    settled = decisions.covered(instance, found)
    asked = _asked(instance)
    groups = [group for same in by_rule(found) for group in _by_state(same, settled, asked)]
    for group in groups:
        if group.asked:
            group.why_not = decisions.why_not(group.asked, user)
    return groups


def counts_of(groups: Iterable[Group]) -> list[tuple[str, int]]:
    """Sentences by what they need, in words, the most severe first."""
    counts = Counter[str]()
    for group in groups:
        counts[group.severity] += len(group.findings)
    return list(counts.items())


def _asked(instance: Model) -> dict[str, Decision]:
    rows = Decision.objects.about(instance).filter(state=Decision.ASKED).prefetch_related("evidence")
    return {row.fingerprint: row for row in rows.select_related("asked_by")}


def _by_state(
    findings: list[Finding], settled: dict[str, Decision], asked: dict[str, Decision]
) -> Iterable[Group]:
    """Findings of one rule, grouped by decision and reason."""
    parted: dict[Any, Group] = {}
    for finding in findings:
        decision, waiting = settled.get(finding.fingerprint), asked.get(finding.fingerprint)
        state = _state(finding, decision, waiting)
        group = parted.setdefault(state, Group([], decision, None if decision else waiting))
        group.findings.append(finding)
        if group.asked and waiting and waiting.pk not in group.asked_keys:
            group.asked_keys.append(waiting.pk)
    return parted.values()


def _state(finding: Finding, decision: Decision | None, waiting: Decision | None) -> object:
    if finding.severity == HINT:
        return HINT
    if row := decision or waiting:
        return (row.state, row.reason, row.asked_by_id, row.decided_by_id)
    return finding.settled
