"""The last door before readers: whatever way leads there, open claims and missing parts don't pass.

Wagtail publishes from the editor, the bulk actions, workflows, its API, the scheduler and
`revision.publish()`. All of them end in saving a live row, or in setting a revision's time; so the gate
stands there. The editor's form asks first, to say it beside the field.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import pre_save
from wagtail.models import DraftStateMixin, Revision

from guides.claims.content.reader import spoken_fields
from guides.claims.content.watched_models import is_watched
from guides.claims.engine.checker import Finding, Passage
from guides.claims.engine.grouping import in_fields, words_of
from guides.claims.engine.rules import BLOCK, SEVERITIES
from guides.claims.models import Decision
from guides.claims.review.completeness import NotPublishable, PartsMissing, missing_parts
from guides.claims.review.decisions import open_findings, way_for
from guides.claims.review.prerequisites import unmet_prerequisites
from guides.claims.review.scan import findings_of
from shop.catalogue.models import Product

NEEDS = {
    Decision.EVIDENCE: "Needs evidence and an approver other than the author.",
    Decision.QUALIFIER: "Needs a qualifier or a citation.",
    Decision.OVERRIDE: "Not allowed here.",
}


class ClaimsOpen(NotPublishable):
    """Something would go live with claims that nobody settled."""

    def __init__(self, instance: Any, findings: list[Finding]) -> None:
        self.findings = findings
        lines = [f"{piece.label}: {words}" for piece, words in explained(findings)]
        count = "one claim is" if len(lines) == 1 else f"{len(lines)} claims are"
        super().__init__(instance, f"{count} open.", lines)


def label(finding: Finding) -> str:
    """What a finding is, in a few words."""
    if finding.severity == BLOCK and not finding.is_forbidden:
        return "Blocked until evidence is attached"
    return SEVERITIES[finding.severity]


def explained(findings: Iterable[Finding]) -> list[tuple[Passage, str]]:
    """One line for all that a rule found in a field, with the field."""
    return [(same[0].piece, explain(same)) for same in in_fields(findings)]


def explain(findings: list[Finding]) -> str:
    """Findings of one rule in words: what, why, what they need, what would be safer."""
    finding = findings[0]
    parts = [
        f"{words_of(findings)} ({finding.rule.code})",
        finding.rule.why,
        finding.note,
        NEEDS[way_for(finding)],
    ]
    if finding.rule.safer:
        parts.append(f"Safer: {finding.rule.safer}.")
    return " ".join(
        f"{part.rstrip('. ')}." if part[-1:] not in "”)" else f"{part}:" for part in parts if part
    )


def blocking(instance: Any) -> list[Finding]:
    """What keeps this text from readers."""
    return open_findings(instance, findings_of(instance))


def publishing_problems(instance: Any) -> dict[str, str]:
    """Messages by field: what is missing, and what must be published first."""
    return missing_parts(instance) | unmet_prerequisites(instance)


def assert_publishable(instance: Any) -> None:
    """Raise PartsMissing or ClaimsOpen if readers must not see it."""
    if parts := publishing_problems(instance):
        raise PartsMissing(instance, parts)
    if found := blocking(instance):
        raise ClaimsOpen(instance, found)


def before_publishing(instance: Any) -> list[Finding]:
    """What the editor's form refuses: everything open; without drafts, only what is never allowed."""
    found = blocking(instance)
    if isinstance(instance, DraftStateMixin):
        return found
    return _new(type(instance), instance, [finding for finding in found if finding.severity == BLOCK])


def connect() -> None:
    """Called when all apps are ready."""
    pre_save.connect(before_saving, dispatch_uid="claims.gate")
    pre_save.connect(before_scheduling, sender=Revision, dispatch_uid="claims.gate.schedule")


def before_saving(sender: Any, instance: Any, raw: bool = False, update_fields: Any = None, **_: Any) -> None:
    """A row about to be seen by readers; products have a gate of their own (labelling/publication)."""
    if raw or not is_watched(sender) or sender is Product or not getattr(instance, "live", True):
        return
    # Saving a draft of a live page writes only marks into its row.
    if update_fields is not None and not (spoken_fields(sender) | {"live"}) & set(update_fields):
        return
    parts = publishing_problems(instance)
    if parts and not ((before := _unchanged(sender, instance)) and publishing_problems(before)):
        raise PartsMissing(instance, parts)
    found = blocking(instance)
    if not issubclass(sender, DraftStateMixin):
        # It can't be kept as a draft, so only what nobody may say is refused; the rest is listed as open.
        found = [finding for finding in found if finding.severity == BLOCK]
    if found := _new(sender, instance, found):
        raise ClaimsOpen(instance, found)


def _new(sender: Any, instance: Any, found: list[Finding]) -> list[Finding]:
    """Leave out what is live already, unless a version is being published.

    A page must stay movable and sortable after a rule has changed under it.
    """
    before = _unchanged(sender, instance) if found else None
    known = fingerprints(blocking(before)) if before else set()
    return [finding for finding in found if finding.fingerprint not in known]


def _unchanged(sender: Any, instance: Any) -> Any:
    """The live row that this one replaces without publishing a version; else None."""
    before = sender._default_manager.filter(pk=instance.pk).first() if instance.pk else None
    if before is None or not getattr(before, "live", True):
        return None
    version = getattr(before, "live_revision_id", None)
    return before if version == getattr(instance, "live_revision_id", None) else None


def fingerprints(found: Iterable[Finding]) -> set[str]:
    """To compare two versions of a text."""
    return {finding.fingerprint for finding in found}


def before_scheduling(instance: Revision, raw: bool = False, **_: Any) -> None:
    """A revision about to get its time; what is due is asked again when the time comes."""
    if raw or instance.approved_go_live_at is None:
        return
    content = instance.as_object()
    if is_watched(type(content)):
        assert_publishable(content)
