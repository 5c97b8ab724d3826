"""Checks live content and stores the findings with the version of the rules."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from guides.claims.content.reader import read
from guides.claims.content.watched_models import live_batches
from guides.claims.engine.checker import Finding, check
from guides.claims.engine.rules import CompiledRules
from guides.claims.models import ClaimFinding, RuleSet, Scan
from guides.claims.review.decisions import covered
from guides.claims.review.rule_sets import current_rule_set


def findings_of(instance: Model, *, rules: CompiledRules | None = None) -> list[Finding]:
    """All findings of a page, snippet or product by the given rules, or those in force."""
    return check(read(instance), rules or current_rule_set())


def check_and_store(instance: Model) -> list[Finding]:
    """Check a live object and replace its stored findings."""
    rules = current_rule_set()
    found = findings_of(instance, rules=rules)
    with transaction.atomic():
        rule_set = RuleSet.objects.filter(number=rules.version).first()
        _replace([instance], list(_rows(instance, found, rule_set)))
    return found


def forget(instance: Model) -> None:
    """Delete the findings of an object that is no longer live."""
    rows = ClaimFinding.objects.filter(content_type=_type_of(instance), object_id=str(instance.pk))
    rows.delete()


def scan(*, dry_run: bool = False, progress: Callable[[int], None] | None = None) -> Scan:
    """Check all live content in batches, with a transaction for each."""
    rules = current_rule_set()
    rule_set = RuleSet.objects.filter(number=rules.version).first()
    run = Scan(rule_set=rule_set) if dry_run else Scan.objects.create(rule_set=rule_set)
    for group in live_batches():
        checked = [(instance, findings_of(instance, rules=rules)) for instance in group]
        rows = [row for instance, found in checked for row in _rows(instance, found, rule_set)]
        run.add(len(group), rows)
        if not dry_run:
            with transaction.atomic():
                _replace(group, rows)
                run.save()
        if progress:
            progress(run.checked)
    run.finished_at = timezone.now()
    if not dry_run:
        run.save()
        # Findings older than this run belong to content that is no longer live.
        ClaimFinding.objects.filter(found_at__lt=run.started_at).delete()
    return run


def _replace(instances: list[Any], rows: list[ClaimFinding]) -> None:
    """Replace the stored findings of these objects."""
    by_type: dict[ContentType, list[str]] = {}
    for instance in instances:
        by_type.setdefault(_type_of(instance), []).append(str(instance.pk))
    for content_type, keys in by_type.items():
        ClaimFinding.objects.filter(content_type=content_type, object_id__in=keys).delete()
    ClaimFinding.objects.bulk_create(rows, batch_size=500)


def _rows(instance: Model, found: list[Finding], rule_set: RuleSet | None) -> Iterator[ClaimFinding]:
    """A row for each finding; decided ones are stored as settled."""
    waiting = [finding for finding in found if finding.is_open]
    decided = covered(instance, waiting) if waiting else {}
    for finding in found:
        row = _row(instance, finding, rule_set)
        if finding.is_open and (decision := decided.get(finding.fingerprint)):
            row.is_open, row.settled = False, f"{decision.get_kind_display()}: {decision.reason}"[:200]
        yield row


def _row(instance: Model, finding: Finding, rule_set: RuleSet | None) -> ClaimFinding:
    return ClaimFinding(
        content_type=_type_of(instance),
        object_id=str(instance.pk),
        title=str(instance)[:255],
        path=finding.passage.path[:255],
        label=finding.passage.label[:255],
        rule_code=finding.rule.code,
        severity=finding.severity,
        note=finding.note[:120],
        before=finding.before[-160:],
        hit=finding.hit,
        after=finding.after[:160],
        fingerprint=finding.fingerprint,
        settled=finding.settled[:200],
        is_open=finding.is_open,
        rule_set=rule_set,
    )


def _type_of(instance: Model) -> ContentType:
    return ContentType.objects.get_for_model(type(instance), for_concrete_model=False)
