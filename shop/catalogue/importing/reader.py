"""Reads an import file into rows of cells, without the database."""

import re
from dataclasses import dataclass, field

from shop.catalogue.importing.cells import short
from shop.catalogue.importing.columns import COLUMNS
from shop.spreadsheets.reader import Line, UnreadableFile, read_table

__all__ = ["Problem", "Row", "UnreadableFile", "read_rows"]
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LONGEST_CELL = 20_000


@dataclass(frozen=True)
class Problem:
    """A problem in one cell; rows are numbered as spreadsheets number them."""

    row: int
    column: str
    text: str

    def __str__(self) -> str:
        return f"Row {self.row}, {self.column or 'whole row'}: {self.text}"


@dataclass
class Row:
    """One product or size: its cells by column, and its problems so far."""

    number: int
    cells: dict[str, str]
    problems: list[Problem] = field(default_factory=list)

    @property
    def sku(self) -> str:
        return self.cells["sku"]

    @property
    def parent_sku(self) -> str:
        return self.cells.get("parent_sku", "")

    def complain(self, column: str, text: str) -> None:
        """Add a problem; the import goes on to find more."""
        self.problems.append(Problem(self.number, column, text))


def read_rows(content: bytes) -> list[Row]:
    """All rows that aren’t empty, with the problems that are visible without the database."""
    table = read_table(content, known=COLUMNS, required=["sku"])
    rows = [_row(line, len(table.columns)) for line in table.lines]
    _complain_of_repeats(rows)
    return rows


def _row(line: Line, columns: int) -> Row:
    row = Row(line.number, line.cells)
    if line.has_too_many:
        row.complain("", f"There are {line.width} cells but {columns} columns with a heading.")
    for column, cell in row.cells.items():
        if CONTROL.search(cell):
            row.complain(column, "There is an invisible control character in this cell.")
        elif len(cell) > LONGEST_CELL:
            row.complain(column, f"This cell has {len(cell):,} characters; {LONGEST_CELL:,} are enough.")
    if not row.sku:
        row.complain("sku", "Each row needs a SKU.")
    return row


def _complain_of_repeats(rows: list[Row]) -> None:
    first: dict[str, int] = {}
    for row in rows:
        if row.sku and first.setdefault(row.sku, row.number) != row.number:
            row.complain("sku", f"“{short(row.sku)}” is already in row {first[row.sku]}.")
