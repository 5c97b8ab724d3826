"""Decisions on claims: one person asks with a reason, another approves or refuses."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.log_actions import log

from guides.claims.content.authors import authors_of
from guides.claims.engine.checker import Finding
from guides.claims.engine.rules import EVIDENCE, HINT, QUALIFIER
from guides.claims.models import Decision, Evidence
from guides.claims.review.rule_sets import current_rule_set

MIN_REASON_LENGTH = 10
WROTE_IT = "You wrote part of this: someone else must approve."


class DecisionRefused(Exception):
    """A request or decision isn't allowed; the message is for the person who tried."""


def way_for(finding: Finding) -> str:
    """The kind of decision a finding needs: evidence, a qualifier, or an override."""
    if finding.severity == QUALIFIER:
        return Decision.QUALIFIER
    needs_evidence = finding.rule.severity == EVIDENCE and not finding.is_forbidden
    return Decision.EVIDENCE if needs_evidence else Decision.OVERRIDE


@transaction.atomic
def ask(
    *, instance: Model, finding: Finding, by: Any, reason: str, evidence: Iterable[Evidence] = ()
) -> Decision:
    """Ask for approval of a claim; replaces an earlier request. Raises DecisionRefused."""
    kind, evidence = way_for(finding), [item for item in evidence if item.is_valid]
    if finding.severity == HINT:
        raise DecisionRefused("A hint needs no decision.")
    if len(reason.strip()) < MIN_REASON_LENGTH:
        raise DecisionRefused("Please say why, in a sentence.")
    if kind == Decision.EVIDENCE and not evidence and not finding.passage.is_cited:
        raise DecisionRefused("Attach evidence from the evidence file, or name a source in the block.")
    about = Decision.objects.about(instance).filter(fingerprint=finding.fingerprint)
    about.filter(state=Decision.ASKED).delete()
    decision = about.create(
        **_words(instance, finding),
        kind=kind,
        reason=reason.strip(),
        asked_by=by,
        state=Decision.ASKED,
    )
    decision.evidence.set(evidence)
    _log(decision, "claims.ask", by)
    return decision


def _words(instance: Model, finding: Finding) -> dict[str, Any]:
    return {
        "content_type": ContentType.objects.get_for_model(type(instance), for_concrete_model=False),
        "object_id": str(instance.pk),
        "title": str(instance)[:255],
        "label": finding.passage.label[:255],
        "rule_code": finding.rule.code,
        "rule_version": current_rule_set().version,
        "severity": finding.severity,
        "hit": finding.hit,
        "sentence": finding.sentence,
        "fingerprint": finding.fingerprint,
    }


@transaction.atomic
def decide(*, decision: Decision, by: Any, approve: bool, answer: str = "") -> Decision:
    """Approve or refuse. The author and the person who asked can't decide. Raises DecisionRefused."""
    row = Decision.objects.select_for_update().get(pk=decision.pk)
    if row.state != Decision.ASKED:
        raise DecisionRefused("This has already been decided.")
    if reason := why_not(row, by):
        raise DecisionRefused(reason)
    if not approve and len(answer.strip()) < MIN_REASON_LENGTH:
        raise DecisionRefused("Please tell the author why not.")
    row.state = Decision.APPROVED if approve else Decision.REFUSED
    row.decided_by, row.decided_at, row.answer = by, timezone.now(), answer.strip()
    row.save(update_fields=["state", "decided_by", "decided_at", "answer"])
    _log(row, "claims.approve" if approve else "claims.refuse", by)
    return row


def why_not(decision: Decision, by: Any) -> str:
    """Why this person can't decide, as a sentence for them; empty if they can."""
    if not by.has_perm("claims.approve_decision"):
        return "Only claims approvers decide."
    if by.pk == decision.asked_by_id:
        return "You asked for this: someone other than the author must decide."
    if by.pk in authors_of(decision.content):
        return WROTE_IT
    return ""


def withdraw(*, decision: Decision, by: Any, answer: str) -> None:
    """Withdraw an approval; live content that relies on it is listed as open from now on."""
    if not by.has_perm("claims.approve_decision"):
        raise DecisionRefused("Only claims approvers decide.")
    row = Decision.objects.filter(pk=decision.pk, state=Decision.APPROVED)
    if row.update(state=Decision.REFUSED, answer=answer, decided_at=timezone.now(), decided_by=by):
        _log(decision, "claims.refuse", by)


def covered(instance: Model, findings: Iterable[Finding]) -> dict[str, Decision]:
    """The decision in force for each finding that has one, by fingerprint."""
    if instance.pk is None:
        return {}
    rows = Decision.objects.about(instance).in_force().prefetch_related("evidence")
    by_words: dict[str, list[Decision]] = {}
    for row in rows:
        by_words.setdefault(row.fingerprint, []).append(row)
    found = {}
    for finding in findings:
        fit = (row for row in by_words.get(finding.fingerprint, []) if _settles(row, finding))
        if decision := next(fit, None):
            found[finding.fingerprint] = decision
    return found


def _settles(decision: Decision, finding: Finding) -> bool:
    """Whether the decision is sufficient for the finding's severity today."""
    if finding.severity == QUALIFIER or decision.kind == Decision.OVERRIDE:
        return True
    if decision.kind != Decision.EVIDENCE or finding.is_forbidden:
        return False
    return finding.passage.is_cited or any(item.is_valid for item in decision.evidence.all())


def open_findings(instance: Model, findings: Iterable[Finding]) -> list[Finding]:
    """Findings that neither the text, nor the shop's data, nor a decision settles."""
    waiting = [finding for finding in findings if finding.is_open]
    settled = covered(instance, waiting) if waiting else {}
    return [finding for finding in waiting if finding.fingerprint not in settled]


def _log(decision: Decision, action: str, by: Any) -> None:
    """Add an entry to the content's history."""
    if decision.content is not None and hasattr(decision.content, "pk"):
        data = {"rule": decision.rule_code, "words": decision.hit, "kind": decision.kind}
        log(instance=decision.content, action=action, user=by, data=data)
