"""Loads the bundled rules into the database."""

from dataclasses import asdict

from django.db import transaction

from guides.claims.engine.rules import bundled_rules
from guides.claims.models import ClaimRule
from guides.claims.review.rule_sets import store_version
from guides.claims.review.tasks import rescan


@transaction.atomic
def load_bundled(*, overwrite: bool = False, dry_run: bool = False) -> list[str]:
    """Store missing rules (with `overwrite` also changed ones) as one version; returns their codes."""
    there = {rule.code: rule for rule in ClaimRule.objects.all()}
    changed = []
    for rule in bundled_rules():
        row, data = there.get(rule.code), asdict(rule)
        if row and (not overwrite or row.as_data() == data):
            continue
        changed.append(rule.code)
        if dry_run:
            continue
        if row:
            ClaimRule.objects.filter(pk=row.pk).update(**data)
        else:
            ClaimRule.objects.bulk_create([ClaimRule(**data)])
    if changed and not dry_run and (version := store_version(change="Bundled rules loaded")):
        transaction.on_commit(lambda: rescan.enqueue(version.number))
    return changed
