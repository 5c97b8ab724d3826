"""Reads an uploaded table: CSV in any form that spreadsheets save, or an Excel workbook. Pure.

Everything becomes text: dates as 2026-02-10, whole numbers without a point, yes and no.
"""

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from shop.london import iso
from shop.spreadsheets.reader import SEPARATOR_LINE, UnreadableFile
from shop.spreadsheets.writer import FORMULA

WORKBOOK: Final = b"PK\x03\x04"
OTHER_FILES: Final = {
    b"\xd0\xcf\x11\xe0": "This is an old Excel workbook (.xls). Save it as .xlsx or as CSV.",
    b"%PDF": "This is a PDF, not a table.",
    b"\x89PNG": "This is a picture, not a table.",
    b"\xff\xd8\xff": "This is a picture, not a table.",
}
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
SEPARATORS: Final = {",": "commas", ";": "semicolons", "\t": "tabs"}
MOST_BYTES: Final = 100_000_000  # unpacked: a small file may hide a huge table
MOST_COLUMNS: Final = 300

Records = list[list[str]]


@dataclass(frozen=True)
class Sheet:
    """The cells of a file row by row, empty rows included, and how it was read, in words."""

    records: Records
    read_as: str


def read_sheet(content: bytes) -> Sheet:
    """The first sheet of a workbook, or a CSV file. Raises UnreadableFile."""
    for start, message in OTHER_FILES.items():
        if content.startswith(start):
            raise UnreadableFile(message)
    sheet = _workbook(content) if content.startswith(WORKBOOK) else _csv(content)
    if max(map(len, sheet.records), default=0) > MOST_COLUMNS:
        raise UnreadableFile(f"The file has more than {MOST_COLUMNS} columns.")
    return sheet


def _csv(content: bytes) -> Sheet:
    text, encoding = _decoded(content)
    first, _, rest = text.partition("\n")
    hint = SEPARATOR_LINE.fullmatch(first.strip())
    sign = hint[1] if hint else max(SEPARATORS, key=first.count)
    try:
        records = list(
            csv.reader(io.StringIO(rest if hint else text, newline=""), delimiter=sign, strict=True)
        )
    except csv.Error as error:
        raise UnreadableFile(f"This is not a well-formed CSV file: {error}.") from error
    # A spreadsheet counts the line with the hint as its first row.
    found = [[], *records] if hint else records
    return Sheet(_unguarded(found), f"CSV with {SEPARATORS.get(sign, sign)}, {encoding}")


def _decoded(content: bytes) -> tuple[str, str]:
    if content.startswith(UTF_16):
        return _in(content, "utf-16", "UTF-16")
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return _in(content, "cp1252", "Windows encoding")


def _in(content: bytes, encoding: str, name: str) -> tuple[str, str]:
    try:
        return content.decode(encoding), name
    except UnicodeDecodeError as error:
        raise UnreadableFile("This is not a CSV file, or its encoding is unknown.") from error


def _unguarded(records: Records) -> Records:
    """Without the apostrophe that our own files put before what looks like a formula."""
    return [[cell[1:] if _is_guarded(cell) else cell for cell in record] for record in records]


def _is_guarded(cell: str) -> bool:
    return cell.startswith("'") and bool(FORMULA.match(cell[1:]))


def _workbook(content: bytes) -> Sheet:
    from openpyxl import load_workbook  # loaded with the first workbook: most processes never read one
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
                raise UnreadableFile("The workbook is too large. Save the sheet alone as CSV.")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        records = [[_text(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, IndexError, ValueError) as error:
        raise UnreadableFile("This workbook can’t be read. Save it as .xlsx again, or as CSV.") from error
    return Sheet(_unguarded(records), "Excel workbook, its first sheet")


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return iso(value.date())
    if isinstance(value, date):
        return iso(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
