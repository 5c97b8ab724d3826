"""Imports a whole catalogue file, or nothing."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from shop.catalogue.importing.reader import Problem, Row, read_rows
from shop.catalogue.importing.writer import write_row

Changes = dict[str, dict[str, tuple[str, str]]]  # by SKU and column: before and after


class ChangedSincePreview(Exception):
    """The file would do something else now than the preview said; nothing was written."""


@dataclass(frozen=True)
class Report:
    """The outcome of an import or a dry run; with problems nothing is written."""

    outcomes: Counter[str]
    problems: list[Problem]


def import_catalogue(*, content: bytes, dry_run: bool = False) -> Report:
    """Write the file’s products, or nothing if any row has a problem. Raises UnreadableFile."""
    return import_rows(rows=read_rows(content), dry_run=dry_run)


def import_rows(*, rows: Sequence[Row], dry_run: bool = False, previewed: Changes | None = None) -> Report:
    """Write the rows, or nothing if any has a problem; each row then says what it changed.

    Each row is written before the decision, so the database and the usual publication check judge it; then
    the whole transaction is committed or rolled back. Raises ChangedSincePreview if it would change anything
    else than `previewed`.
    """
    with transaction.atomic():
        _write(rows)
        problems = problems_of(rows)
        if not problems and previewed is not None and changes_of(rows) != previewed:
            raise ChangedSincePreview
        if problems or dry_run:
            transaction.set_rollback(True)
    return Report(Counter(row.outcome for row in rows), problems)


def preview_rows(*, rows: Sequence[Row], on_row: Callable[[int], object]) -> Report:
    """What importing would do, a product with its sizes at a time, so that the shop can go on selling.

    `on_row` is told how many rows are done, outside of any transaction.
    """
    done = 0
    for family in _families(rows):
        with transaction.atomic():
            _write(family)
            transaction.set_rollback(True)
        done += len(family)
        on_row(done)
    return Report(Counter(row.outcome for row in rows), problems_of(rows))


def problems_of(rows: Sequence[Row]) -> list[Problem]:
    """All problems, in the order of the file."""
    return [problem for row in rows for problem in row.problems]


def changes_of(rows: Sequence[Row]) -> Changes:
    """What the rows changed."""
    return {row.sku: row.changes for row in rows if row.changes}


def _write(rows: Sequence[Row]) -> None:
    """Parents first, wherever they are in the file: a size needs its parent’s row."""
    parents = {row.parent_sku for row in rows if row.parent_sku}
    for row in sorted(rows, key=lambda row: row.sku not in parents):
        row.outcome = write_row(row, is_parent=row.sku in parents)


def _families(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows of each product together with those of its sizes."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.parent_sku or row.sku].append(row)
    yield from found.values()
