"""Reads uploaded CSV files, for the imports of products and subscribers. Pure.

Accepts the “CSV UTF-8” files of Excel, Numbers, LibreOffice and Google Sheets. Case and spaces in headings
and empty columns don't matter. For other files the error says what they are and how to save them.
Rows have the numbers that a spreadsheet shows, also after cells with line breaks.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

SAVE_AS = "Save it again as “CSV UTF-8 (comma delimited)” in the spreadsheet."
# Magic numbers of other file types.
OTHER_FILES = {
    b"PK\x03\x04": "This is a workbook (such as .xlsx, .ods or .numbers), not a CSV file in UTF-8.",
    b"\xd0\xcf\x11\xe0": "This is an old Excel workbook (.xls), not a CSV file in UTF-8.",
    b"%PDF": "This is a PDF, not a CSV file in UTF-8.",
    b"\xff\xfe": "The file is in UTF-16 (“Unicode text”), not in UTF-8.",
    b"\xfe\xff": "The file is in UTF-16 (“Unicode text”), not in UTF-8.",
}
SEPARATORS = {"\t": "tabs", ";": "semicolons", "|": "bars"}
SEPARATOR_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)
INVISIBLE = "\ufeff\u200b\u200e\u200f\u00ad"
MAX_SHOWN = 40


class UnreadableFile(Exception):
    """The whole file can't be read; the message says what to do."""


@dataclass(frozen=True)
class Line:
    """One row: its number in the spreadsheet, its cells by column, and its number of cells."""

    number: int
    cells: dict[str, str]
    width: int
    has_too_many: bool = False


@dataclass(frozen=True)
class Table:
    """The named columns and the rows that aren't empty."""

    columns: list[str]
    lines: list[Line]


def read_table(content: bytes, *, known: Iterable[str] | None, required: Iterable[str]) -> Table:
    """Parse a file; raises UnreadableFile, also for unknown, repeated and missing columns.

    Without `known` every column is read: for files of other programs, whose columns are chosen afterwards.
    """
    return table_from(_records(decode(content)), known=known, required=required)


def table_from(records: list[list[str]], *, known: Iterable[str] | None, required: Iterable[str]) -> Table:
    """The table in the cells of a file, whose first row that isn't empty has the headings."""
    first = heading_row(records)
    if first is None:
        raise UnreadableFile("The file is empty.")
    header = _header(records[first], None if known is None else list(known), list(required))
    rows = [
        _line(number, header, record)
        for number, record in enumerate(records[first + 1 :], start=first + 2)
        if any(cell.strip() for cell in record)
    ]
    if not rows:
        raise UnreadableFile("The file has a header but no rows.")
    return Table([name for name in header if name], rows)


def heading_row(records: list[list[str]]) -> int | None:
    """The place of the first row that isn't empty."""
    return next((at for at, record in enumerate(records) if any(cell.strip() for cell in record)), None)


def decode(content: bytes) -> str:
    """Decode UTF-8, with or without a byte order mark. Other encodings raise UnreadableFile."""
    for start, message in OTHER_FILES.items():
        if content.startswith(start):
            raise UnreadableFile(f"{message} {SAVE_AS}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(f"The file is not in UTF-8 (line {line}). {SAVE_AS}") from error


def _records(text: str) -> list[list[str]]:
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise UnreadableFile(f"This is not a well-formed CSV file: {error}.") from error
    is_hint = bool(records) and SEPARATOR_LINE.fullmatch(",".join(records[0]))
    return [[], *records[1:]] if is_hint else records


def _header(record: list[str], known: list[str] | None, required: list[str]) -> list[str]:
    _refuse_separators(record)
    header = [heading_name(cell) for cell in record]
    named = [name for name in header if name]
    if repeated := [name for name, times in Counter(named).items() if times > 1]:
        raise UnreadableFile(f"These columns appear twice: {', '.join(map(short, repeated))}.")
    if missing := [name for name in required if name not in named]:
        raise UnreadableFile(f"The file has no column {_quoted(missing)}. It needs {', '.join(required)}.")
    unknown = [] if known is None else [name for name in named if name not in known]
    if unknown and known:
        raise UnreadableFile(f"Unknown columns: {', '.join(map(short, unknown))}. Known: {', '.join(known)}.")
    return header


def _refuse_separators(record: list[str]) -> None:
    if len(record) > 1:
        return
    for sign, name in SEPARATORS.items():
        if sign in record[0]:
            raise UnreadableFile(f"The columns are separated by {name}. Save the file with commas: {SAVE_AS}")


def heading_name(cell: str) -> str:
    """The column name of a heading: consented_at for “ Consented At”."""
    plain = cell.strip().strip(INVISIBLE).strip().lower()
    return re.sub(r"[\s-]+", "_", plain)


def _line(number: int, header: list[str], record: list[str]) -> Line:
    cells = [cell.strip() for cell in record]
    padded = cells + [""] * (len(header) - len(cells))
    named = {name: cell for name, cell in zip(header, padded, strict=False) if name}
    nameless = [cell for name, cell in zip(header, padded, strict=False) if not name]
    return Line(number, named, len(cells), any(cells[len(header) :]) or any(nameless))


def _quoted(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def short(cell: str) -> str:
    """The cell's text, shortened for a message."""
    return cell if len(cell) <= MAX_SHOWN else f"{cell[: MAX_SHOWN - 1]}…"
