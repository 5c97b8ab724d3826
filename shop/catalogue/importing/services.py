"""Imports a whole catalogue file, or nothing."""

from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from shop.catalogue.importing.reader import Problem, Row, read_rows
from shop.catalogue.importing.writer import write_row


@dataclass(frozen=True)
class Report:
    """The outcome of an import or a dry run; with problems nothing is written."""

    outcomes: Counter[str]
    problems: list[Problem]


def import_catalogue(*, content: bytes, dry_run: bool = False) -> Report:
    """Write the file’s products, or nothing if any row has a problem. Raises UnreadableFile.

    Each row is written before the decision, so the database and the usual publication check judge it; then
    the whole transaction is committed or rolled back.
    """
    rows = read_rows(content)
    with transaction.atomic():
        outcomes = _write(rows)
        problems = [problem for row in rows for problem in row.problems]
        if problems or dry_run:
            transaction.set_rollback(True)
    return Report(outcomes, problems)


def _write(rows: list[Row]) -> Counter[str]:
    """Parents first, wherever they are in the file: a size needs its parent’s row."""
    parents = {row.parent_sku for row in rows if row.parent_sku}
    ordered = sorted(rows, key=lambda row: row.sku not in parents)
    return Counter(write_row(row, is_parent=row.sku in parents) for row in ordered)
