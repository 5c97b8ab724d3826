"""The publishing gate: refuses content with open claims or missing fields, however it is published.

What is submitted to a workflow must lack nothing, either; its claims are settled there.

Wagtail publishes from the editor, bulk actions, workflows, its API, the scheduler and `revision.publish()`.
All of them save a live row or set a revision's time, so the gate listens to these two. The editor's form
checks before, to show messages beside the fields.
"""

from collections.abc import Iterable

from django.db.models import Model
from django.db.models.signals import pre_save
from wagtail.models import DraftStateMixin, Revision, WorkflowState

from guides.claims.content.text_fields import text_fields
from guides.claims.content.watched_models import is_watched
from guides.claims.engine.checker import Finding, Passage
from guides.claims.engine.grouping import in_fields, words_of
from guides.claims.engine.rules import BLOCK, SEVERITIES
from guides.claims.engine.verdict import TITLE
from guides.claims.models import Decision
from guides.claims.review.completeness import NotPublishable, PartsMissing, gaps, missing_parts
from guides.claims.review.decisions import open_findings, way_for
from guides.claims.review.prerequisites import unmet_prerequisites
from guides.claims.review.scan import findings_of
from shop.catalogue.models import Product

NEEDS = {
    Decision.EVIDENCE: "Needs evidence and an approver other than the author.",
    Decision.QUALIFIER: "Needs a qualifier or a citation.",
    Decision.OVERRIDE: "Not allowed here.",
}

TITLE_NEEDS = "An approver decides whether it reads as a claim of ours here."


class ClaimsOpen(NotPublishable):
    """Content would go live with open claims."""

    def __init__(self, instance: Model, findings: list[Finding]) -> None:
        self.findings = findings
        lines = [f"{passage.label}: {words}" for passage, words in explained(findings)]
        count = "one claim is" if len(lines) == 1 else f"{len(lines)} claims are"
        super().__init__(instance, f"{count} open.", lines)


def label(finding: Finding) -> str:
    """The severity of a finding in words."""
    if finding.note == TITLE:
        return "Title of a cited work: a person decides"
    if finding.severity == BLOCK and not finding.is_forbidden:
        return "Blocked until evidence is attached"
    return SEVERITIES[finding.severity]


def needs(finding: Finding) -> str:
    """What settles a finding, as a sentence."""
    return TITLE_NEEDS if finding.note == TITLE else NEEDS[way_for(finding)]


def explained(findings: Iterable[Finding]) -> list[tuple[Passage, str]]:
    """A text for each rule and field, with the first passage of the field."""
    return [(same[0].passage, explain(same)) for same in in_fields(findings)]


def explain(findings: list[Finding]) -> str:
    """The findings of one rule in words: the match, the reason, what is needed, a safer wording."""
    finding = findings[0]
    parts = [
        f"{words_of(findings)} ({finding.rule.code})",
        finding.rule.why,
        finding.note,
        needs(finding),
    ]
    if finding.safer:
        parts.append(f"Safer: {finding.safer}.")
    return " ".join(
        f"{part.rstrip('. ')}." if part[-1:] not in "”)" else f"{part}:" for part in parts if part
    )


def blocking(instance: Model) -> list[Finding]:
    """The open findings, which prevent publishing."""
    return open_findings(instance, findings_of(instance))


def publishing_problems(instance: Model) -> dict[str, str]:
    """Messages by field: what is missing, and what must be published first."""
    return missing_parts(instance) | unmet_prerequisites(instance)


def assert_publishable(instance: Model) -> None:
    """Raise PartsMissing or ClaimsOpen if readers must not see it."""
    if parts := publishing_problems(instance):
        raise PartsMissing(instance, parts)
    if found := blocking(instance):
        raise ClaimsOpen(instance, found)


def assert_submittable(instance: Model) -> None:
    """Raise PartsMissing if an approver would get an unfinished text. Claims are settled by approvers."""
    if parts := gaps(instance):
        raise PartsMissing(instance, parts)


def before_publishing(instance: Model) -> list[Finding]:
    """The findings that the editor's form refuses: all open ones; without drafts, new forbidden ones."""
    found = blocking(instance)
    if isinstance(instance, DraftStateMixin):
        return found
    return _new(type(instance), instance, [finding for finding in found if finding.severity == BLOCK])


def connect() -> None:
    """Connect the gate; called when the apps are ready."""
    pre_save.connect(before_saving, dispatch_uid="claims.gate")
    pre_save.connect(before_scheduling, sender=Revision, dispatch_uid="claims.gate.schedule")
    pre_save.connect(before_submitting, sender=WorkflowState, dispatch_uid="claims.gate.submit")


def before_saving(
    sender: type[Model],
    instance: Model,
    raw: bool = False,
    update_fields: Iterable[str] | None = None,
    **_: object,
) -> None:
    """Check a row that is about to go live; products have their own gate (product_gate.py)."""
    if raw or not is_watched(sender) or sender is Product or not getattr(instance, "live", True):
        return
    # Saving a draft of a live page only updates its status fields.
    if update_fields is not None and not (text_fields(sender) | {"live"}) & set(update_fields):
        return
    parts = publishing_problems(instance)
    if parts and not ((before := _unchanged(sender, instance)) and publishing_problems(before)):
        raise PartsMissing(instance, parts)
    found = blocking(instance)
    if not issubclass(sender, DraftStateMixin):
        # Without drafts only forbidden claims are refused; the others are listed as open.
        found = [finding for finding in found if finding.severity == BLOCK]
    if found := _new(sender, instance, found):
        raise ClaimsOpen(instance, found)


def _new(sender: type[Model], instance: Model, found: list[Finding]) -> list[Finding]:
    """Leave out findings that are live already, unless a revision is being published.

    Pages can then still be moved and sorted after a rule has changed.
    """
    before = _unchanged(sender, instance) if found else None
    known = fingerprints(blocking(before)) if before else set()
    return [finding for finding in found if finding.fingerprint not in known]


def _unchanged(sender: type[Model], instance: Model) -> Model | None:
    """The live row that is saved without publishing a revision; otherwise None."""
    before = sender._default_manager.filter(pk=instance.pk).first() if instance.pk else None
    if before is None or not getattr(before, "live", True):
        return None
    version = getattr(before, "live_revision_id", None)
    return before if version == getattr(instance, "live_revision_id", None) else None


def fingerprints(found: Iterable[Finding]) -> set[str]:
    """The fingerprints of findings, to compare two versions of a text."""
    return {finding.fingerprint for finding in found}


def before_scheduling(instance: Revision, raw: bool = False, **_: object) -> None:
    """Check a revision that is about to be scheduled; it is checked again when it is due."""
    if raw or instance.approved_go_live_at is None:
        return
    content = instance.as_object()
    if is_watched(type(content)):
        assert_publishable(content)


def before_submitting(instance: WorkflowState, raw: bool = False, **_: object) -> None:
    """Check a draft that is about to be handed to an approver, from the editor or from a shell."""
    if raw or instance.pk is not None:
        return
    # The state of a page's workflow knows the page by its base class; a revision gives the specific one.
    draft = instance.content_object.get_latest_revision_as_object()
    if is_watched(type(draft)):
        assert_submittable(draft)
