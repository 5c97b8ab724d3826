"""Retention rules, and how a list of them is carried out or only counted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone


def delete(rows: Any) -> None:
    """What most rules do with the rows that are due."""
    rows.delete()


@dataclass(frozen=True)
class Rule:
    """What is due at a moment, and what happens to it."""

    name: str
    due: Callable[[datetime], Any]
    act: Callable[[Any], object] = delete


def carry_out(rules: Iterable[Rule], *, dry_run: bool = False) -> list[tuple[str, int]]:
    """Carry out every rule, each in a transaction, or only count; returns each rule's name and number."""
    now = timezone.now()
    found = []
    for rule in rules:
        with transaction.atomic():
            due = rule.due(now)
            found.append((rule.name, due.count()))
            if not dry_run and found[-1][1]:
                rule.act(due)
    return found
