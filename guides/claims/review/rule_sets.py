"""The rule set in force, and new versions of it."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import transaction

from guides.claims.engine.rules import CompiledRules, Rule, bundled_rules, compile_rules
from guides.claims.models import ClaimRule, RuleSet


def current_rule_set() -> CompiledRules:
    """The newest version, compiled; the bundled rules if there is none, so that texts are always checked."""
    newest = RuleSet.objects.values_list("number", "made_at").first()
    return _compiled(*newest) if newest else bundled_rule_set()


@lru_cache(maxsize=4)
def _compiled(number: int, made_at: datetime) -> CompiledRules:
    """Compiled once per process; the time distinguishes a number used again after a rollback."""
    rules: list[dict[str, Any]] = RuleSet.objects.get(number=number).rules
    return compile_rules((Rule(**rule) for rule in rules), version=number)


@lru_cache(maxsize=1)
def bundled_rule_set() -> CompiledRules:
    """The bundled rules, compiled once per process, without a query."""
    return compile_rules(bundled_rules(), version=0)


def store_version(*, by: Any = None, change: str = "") -> RuleSet | None:
    """Store the active rules as a new version; returns None if nothing changed."""
    with transaction.atomic():
        rules = [rule.as_data() for rule in ClaimRule.objects.filter(is_active=True)]
        newest = RuleSet.objects.select_for_update().first()
        if newest and newest.rules == rules:
            return None
        number = newest.number + 1 if newest else 1
        return RuleSet.objects.create(number=number, rules=rules, made_by=by, change=change[:200])
