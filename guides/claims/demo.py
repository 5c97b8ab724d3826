"""Settles the claims of texts that come with the shop, as an approver would; what is forbidden stays so."""

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone

from guides.claims.models import Decision, Evidence
from guides.claims.review.decisions import open_findings, way_for
from guides.claims.review.scan import findings_of

WRITER, APPROVER = "mia@example.com", "nora@example.com"


def settle(instance: Model, *, reason: str, evidence: list[Evidence]) -> int:
    """Record a decision on each open claim that evidence or a qualifier can settle; returns how many."""
    users = get_user_model().objects.filter(email__in=[WRITER, APPROVER])
    people = {user.email: user for user in users}
    settled = 0
    for finding in open_findings(instance, findings_of(instance)):
        if way_for(finding) == Decision.OVERRIDE:
            continue
        decision = Decision.objects.create(
            content_type=ContentType.objects.get_for_model(type(instance), for_concrete_model=False),
            object_id=str(instance.pk),
            title=str(instance)[:255],
            label=finding.passage.label[:255],
            rule_code=finding.rule.code,
            severity=finding.severity,
            hit=finding.hit,
            sentence=finding.sentence,
            fingerprint=finding.fingerprint,
            kind=way_for(finding),
            state=Decision.APPROVED,
            reason=reason,
            asked_by=people.get(WRITER),
            decided_by=people.get(APPROVER),
            decided_at=timezone.now(),
        )
        decision.evidence.set(evidence)
        settled += 1
    return settled


def evidence(title: str, *, reference: str, kind: str = "note") -> Evidence:
    """Evidence by its title, created if it is missing."""
    return Evidence.objects.get_or_create(title=title, defaults={"kind": kind, "reference": reference})[0]
