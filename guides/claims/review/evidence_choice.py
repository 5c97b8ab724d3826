"""The evidence that a writer may attach, in the order in which it is most likely needed."""

from collections.abc import Iterable
from dataclasses import dataclass

from guides.claims.models import Decision, Evidence
from guides.claims.models.decisions import evidence_kinds

USED = "Used for such a claim before"


@dataclass(frozen=True)
class EvidenceGroup:
    """A heading and its evidence."""

    heading: str
    items: list[Evidence]


class EvidenceChoice:
    """All evidence in date, read once for a page with any number of claims."""

    def __init__(self) -> None:
        newest = Evidence.objects.order_by("-held_since", "title")
        self._valid = [item for item in newest if item.is_valid]
        approved = Decision.objects.filter(state=Decision.APPROVED, evidence__in=self._valid)
        self._used = set(approved.values_list("rule_code", "evidence").distinct())

    def for_rule(self, code: str) -> list[EvidenceGroup]:
        """What was accepted for the rule before, then by kind: studies first, notes of our own last."""
        used = [item for item in self._valid if (code, item.pk) in self._used]
        rest = [item for item in self._valid if item not in used]
        kinds = ((name, [item for item in rest if item.kind == kind]) for kind, name in evidence_kinds())
        return list(_filled([(USED, used), *kinds]))


def _filled(groups: Iterable[tuple[str, list[Evidence]]]) -> Iterable[EvidenceGroup]:
    return (EvidenceGroup(heading, items) for heading, items in groups if items)
