"""Reads an import file into rows of cells, without the database."""

import re
from dataclasses import dataclass, field

from shop.catalogue.importing.cells import short
from shop.catalogue.importing.columns import COLUMNS
from shop.spreadsheets.reader import Line, Table, UnreadableFile, read_table

__all__ = ["Problem", "Row", "UnreadableFile", "read_rows"]
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LONGEST_CELL = 20_000
CLEARED = "(empty)"


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
    """One product or size: its cells by column, its problems so far, and what it changed.

    `cells` holds what is to be written: an empty cell isn't among them, and “(empty)” is the empty text.
    `comes_back` is set for a product that an undone import had added: it is archived, and counts as new.
    """

    number: int
    cells: dict[str, str]
    problems: list[Problem] = field(default_factory=list)
    outcome: str = "unchanged"
    name: str = ""
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)
    comes_back: bool = False

    @property
    def sku(self) -> str:
        return self.cells.get("sku", "")

    @property
    def parent_sku(self) -> str:
        return self.cells.get("parent_sku", "")

    def complain(self, column: str, text: str) -> None:
        """Add a problem; the import goes on to find more."""
        self.problems.append(Problem(self.number, column, text))


def read_rows(content: bytes) -> list[Row]:
    """All rows that aren’t empty, with the problems that are visible without the database."""
    return rows_of(read_table(content, known=COLUMNS, required=["sku"]))


def rows_of(table: Table) -> list[Row]:
    """The rows of a table that has our columns."""
    rows = [_row(line, len(table.columns)) for line in table.lines]
    _complain_of_repeats(rows)
    return rows


def written_cells(cells: dict[str, str]) -> dict[str, str]:
    """The cells that change something: an empty one leaves what is there, “(empty)” clears it."""
    given = {column: cell for column, cell in cells.items() if cell}
    return {column: "" if cell.lower() == CLEARED else cell for column, cell in given.items()}


def _row(line: Line, columns: int) -> Row:
    row = Row(line.number, written_cells(line.cells))
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
