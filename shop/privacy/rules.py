"""The type of a retention rule, and the function that applies a list of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone


def delete(rows: QuerySet[Any]) -> None:
    """The default action: delete the due rows."""
    rows.delete()


@dataclass(frozen=True)
class Rule:
    """`due` returns the rows whose period is over at a moment; `act` deletes or anonymises them."""

    name: str
    due: Callable[[datetime], QuerySet[Any]]
    act: Callable[[Any], object] = delete


def carry_out(rules: Iterable[Rule], *, dry_run: bool = False) -> list[tuple[str, int]]:
    """Apply every rule, each in a transaction, or only count; returns names with numbers of rows."""
    now = timezone.now()
    found = []
    for rule in rules:
        with transaction.atomic():
            due = rule.due(now)
            found.append((rule.name, due.count()))
            if not dry_run and found[-1][1]:
                rule.act(due)
    return found
