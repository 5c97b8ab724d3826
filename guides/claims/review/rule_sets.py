"""Which rules hold now, and how a change of them becomes a new version."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import transaction

from guides.claims.engine.rules import CompiledRules, Rule, bundled_rules, compile_rules
from guides.claims.models import ClaimRule, RuleSet


def current_rule_set() -> CompiledRules:
    """The newest version; the bundled rules while there is none, so that the check is never off."""
    newest = RuleSet.objects.values_list("number", "made_at").first()
    return _book(*newest) if newest else bundled_rule_set()


@lru_cache(maxsize=4)
def _book(number: int, made_at: datetime) -> CompiledRules:
    """Compiled once in a process; the time tells a version from one of that number that was rolled back."""
    rules: list[dict[str, Any]] = RuleSet.objects.get(number=number).rules
    return compile_rules((Rule(**rule) for rule in rules), version=number)


@lru_cache(maxsize=1)
def bundled_rule_set() -> CompiledRules:
    """The rules that come with the shop, compiled once in a process; no query."""
    return compile_rules(bundled_rules(), version=0)


def store_version(*, by: Any = None, change: str = "") -> RuleSet | None:
    """Store the rules in force as a new version; None when they are the same as before."""
    with transaction.atomic():
        rules = [rule.as_data() for rule in ClaimRule.objects.filter(is_active=True)]
        newest = RuleSet.objects.select_for_update().first()
        if newest and newest.rules == rules:
            return None
        number = newest.number + 1 if newest else 1
        return RuleSet.objects.create(number=number, rules=rules, made_by=by, change=change[:200])
