"""Reads an import file into rows of cells. Knows nothing of the database."""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field

from shop.catalogue.importing.cells import short
from shop.catalogue.importing.columns import COLUMNS

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LONGEST_CELL = 20_000


class UnreadableFile(Exception):
    """The file as a whole can't be read; the text says what to do about it."""


@dataclass(frozen=True)
class Problem:
    """Something wrong in one cell; rows are numbered as a spreadsheet shows them."""

    row: int
    column: str
    text: str

    def __str__(self) -> str:
        return f"Row {self.row}, {self.column or 'whole row'}: {self.text}"


@dataclass
class Row:
    """One product or size: its cells by column, and what is wrong with them so far."""

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
        """Note a problem; the import goes on to find the others."""
        self.problems.append(Problem(self.number, column, text))


def read_rows(content: bytes) -> list[Row]:
    """All rows that hold anything, with the problems that reading alone can find."""
    try:
        records = list(csv.reader(io.StringIO(decode(content), newline=""), strict=True))
    except csv.Error as error:
        raise UnreadableFile(f"This is not a well-formed CSV file: {error}.") from error
    if not records:
        raise UnreadableFile("The file is empty.")
    header = _header(records[0])
    rows = [
        _row(number, header, record)
        for number, record in enumerate(records[1:], start=2)
        if any(cell.strip() for cell in record)
    ]
    if not rows:
        raise UnreadableFile("The file has a header but no rows.")
    _complain_of_repeats(rows)
    return rows


def decode(content: bytes) -> str:
    """UTF-8 with or without a byte order mark; anything else is named, never guessed."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(
            f"The file is not in UTF-8 (line {line}). Save it again as “CSV UTF-8” in the spreadsheet."
        ) from error


def _header(record: list[str]) -> list[str]:
    header = [name.strip().lower() for name in record]
    if len(header) == 1 and ";" in header[0]:
        raise UnreadableFile("The columns are parted by semicolons. Save the file with commas.")
    if repeated := [name for name, times in Counter(header).items() if times > 1]:
        raise UnreadableFile(f"These columns appear twice: {', '.join(map(short, repeated))}.")
    if unknown := [name for name in header if name not in COLUMNS]:
        raise UnreadableFile(
            f"Unknown columns: {', '.join(map(short, unknown))}. Known: {', '.join(COLUMNS)}."
        )
    if "sku" not in header:
        raise UnreadableFile("The column “sku” is missing.")
    return header


def _row(number: int, header: list[str], record: list[str]) -> Row:
    cells = [cell.strip() for cell in record]
    row = Row(number, dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=False)))
    if any(cells[len(header) :]):
        row.complain("", f"There are {len(cells)} cells but {len(header)} columns.")
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
