"""The one reader of tables that people send in: catalogue and subscribers. Pure.

It takes what Excel, Numbers, LibreOffice and Google Sheets save as “CSV UTF-8” with commas, forgives
headings (case, spaces) and empty columns, and says of every other file what it is and how to save it.
Rows are numbered as a spreadsheet shows them, also after cells with line breaks.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

SAVE_AS = "Save it again as “CSV UTF-8 (comma delimited)” in the spreadsheet."
# The first bytes of what is sent in by mistake.
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
SHOWN = 40


class UnreadableFile(Exception):
    """The file as a whole can't be read; the text says what to do about it."""


@dataclass(frozen=True)
class Line:
    """One row: its number in the spreadsheet, its cells by column, and how many cells it has in all."""

    number: int
    cells: dict[str, str]
    width: int
    has_too_many: bool = False


@dataclass(frozen=True)
class Table:
    """The columns that have a name, and all rows that hold anything."""

    columns: list[str]
    lines: list[Line]


def read_table(content: bytes, *, known: Iterable[str], required: Iterable[str]) -> Table:
    """The file's rows; raises UnreadableFile. Unknown, repeated and missing columns are named."""
    records = _records(decode(content))
    first = next((at for at, record in enumerate(records) if any(cell.strip() for cell in record)), None)
    if first is None:
        raise UnreadableFile("The file is empty.")
    header = _header(records[first], list(known), list(required))
    rows = [
        _line(number, header, record)
        for number, record in enumerate(records[first + 1 :], start=first + 2)
        if any(cell.strip() for cell in record)
    ]
    if not rows:
        raise UnreadableFile("The file has a header but no rows.")
    return Table([name for name in header if name], rows)


def decode(content: bytes) -> str:
    """UTF-8 with or without a byte order mark; anything else is named, never guessed."""
    for start, words in OTHER_FILES.items():
        if content.startswith(start):
            raise UnreadableFile(f"{words} {SAVE_AS}")
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


def _header(record: list[str], known: list[str], required: list[str]) -> list[str]:
    _refuse_separators(record)
    header = [_heading(cell) for cell in record]
    named = [name for name in header if name]
    if repeated := [name for name, times in Counter(named).items() if times > 1]:
        raise UnreadableFile(f"These columns appear twice: {', '.join(map(short, repeated))}.")
    if missing := [name for name in required if name not in named]:
        raise UnreadableFile(f"The file has no column {_quoted(missing)}. It needs {', '.join(required)}.")
    if unknown := [name for name in named if name not in known]:
        raise UnreadableFile(f"Unknown columns: {', '.join(map(short, unknown))}. Known: {', '.join(known)}.")
    return header


def _refuse_separators(record: list[str]) -> None:
    if len(record) > 1:
        return
    for sign, name in SEPARATORS.items():
        if sign in record[0]:
            raise UnreadableFile(f"The columns are separated by {name}. Save the file with commas: {SAVE_AS}")


def _heading(cell: str) -> str:
    """“ Consented At” is the column consented_at."""
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
    """Enough of a cell to find it again."""
    return cell if len(cell) <= SHOWN else f"{cell[: SHOWN - 1]}…"
