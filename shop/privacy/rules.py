"""The type of a retention rule, the registry of all of them, and the function that applies them."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

logger = logging.getLogger(__name__)


class RulesFailed(Exception):
    """Some rules couldn't be carried out; the others were."""


def delete(rows: QuerySet[Any]) -> None:
    """The default action: delete the due rows."""
    rows.delete()


@dataclass(frozen=True)
class Rule:
    """`due` returns the rows whose period is over at a moment; `act` deletes or anonymises them.

    The privacy notice names a rule by its `key`. `period` is in words, such as “a year”, and `since`
    says from when it counts, such as “after the parcel was sent”; it may be empty.
    """

    key: str
    what: str
    period: str
    due: Callable[[datetime], QuerySet[Any]]
    act: Callable[[Any], object] = delete
    since: str = ""

    @property
    def lasts(self) -> str:
        """“90 days after the parcel was sent”."""
        return f"{self.period} {self.since}".strip()

    @property
    def name(self) -> str:
        """“messages for gifts: 90 days after the parcel was sent”."""
        return f"{self.what}: {self.lasts}"


Source = Callable[[], Iterable[Rule]]
_sources: dict[str, Source] = {}


def register(heading: str, source: Source) -> None:
    """Make rules known under a heading; called from an app's `ready()`."""
    _sources[heading] = source


def by_heading() -> dict[str, list[Rule]]:
    """All rules, in the order in which apps registered them."""
    return {heading: list(source()) for heading, source in _sources.items()}


def all_rules() -> list[Rule]:
    """All rules of all apps."""
    return [rule for rules in by_heading().values() for rule in rules]


def carry_out(
    rules: Iterable[Rule], *, dry_run: bool = False, now: datetime | None = None
) -> list[tuple[Rule, int]]:
    """Apply every rule, each in a transaction, or only count; returns rules with numbers of rows.

    A rule that fails doesn't keep the others from being applied. Raises RulesFailed after the last one.
    """
    found, failed = [], []
    for rule in rules:
        try:
            found.append((rule, _carry_out(rule, now or timezone.now(), dry_run=dry_run)))
        except Exception:  # whatever is wrong with one table, the others' periods end tonight
            logger.exception("The retention rule %s failed", rule.key)
            failed.append(rule.key)
    if failed:
        raise RulesFailed(", ".join(failed))
    return found


def _carry_out(rule: Rule, now: datetime, *, dry_run: bool) -> int:
    with transaction.atomic():
        due = rule.due(now)
        number = due.count()
        if number and not dry_run:
            rule.act(due)
    return number
