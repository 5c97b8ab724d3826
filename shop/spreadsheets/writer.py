"""Writes CSV files for the office and the newsletter.

Excel reads UTF-8 only with a byte order mark. Spreadsheets execute cells that begin like a formula, so such
texts get an apostrophe in front; numbers stay numbers.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.timezone import is_aware, make_aware

from shop.london import iso, london

CONTENT_TYPE = "text/csv; charset=utf-8"
BOM = "\ufeff"
# Excel treats full-width signs like the plain ones.
FORMULA = re.compile(r"[\s\0]*[=+\-@＝＋－＠]|[\t\r\n]")


class TextFile(Protocol):
    """A response, an open file or anything else with `write`."""

    def write(self, text: str, /) -> object: ...


class _Lines:
    """A file whose `write` returns the text, for streaming."""

    def write(self, text: str, /) -> str:
        return text


class CsvWriter:
    """Writes a byte order mark and rows of any values to a text file."""

    def __init__(self, file: TextFile) -> None:
        file.write(BOM)
        self._rows = csv.writer(file, quoting=csv.QUOTE_STRINGS)

    def writerow(self, cells: Iterable[object]) -> object:
        """Write one row. Also called by Oscar's reports; returns the result of the file's `write`."""
        return self._rows.writerow([cell(value) for value in cells])


def cell(value: object) -> object:
    """The value of a cell: times in London time, ISO dates, “yes” and “no”, “” for None."""
    if value is None:
        return ""
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return value
    if isinstance(value, datetime):
        return london(value if is_aware(value) else make_aware(value), "%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return iso(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return guarded(", ".join(map(str, value)) if isinstance(value, (list, tuple, set)) else str(value))


def guarded(text: str) -> str:
    """The text, escaped if a spreadsheet would execute it as a formula."""
    tidy = text.encode("utf-8", "replace").decode()  # a lone surrogate would raise UnicodeEncodeError
    return f"'{tidy}" if FORMULA.match(tidy) else tidy


def csv_response(*, filename: str, rows: Iterable[Iterable[object]]) -> HttpResponse:
    """A CSV download, not cached. The first row holds the headings."""
    response = HttpResponse(content_type=CONTENT_TYPE)
    as_download(response, filename)
    writer = CsvWriter(response)
    for row in rows:
        writer.writerow(row)
    return response


def csv_stream(*, filename: str, rows: Iterable[Iterable[object]]) -> StreamingHttpResponse:
    """Like `csv_response`, but streamed, for large tables."""
    response = StreamingHttpResponse(_lines(rows), content_type=CONTENT_TYPE)
    as_download(response, filename)
    return response


def as_download(response: HttpResponseBase, filename: str) -> None:
    """Set the headers of a download with personal data."""
    response.headers["Content-Disposition"] = content_disposition_header(True, filename) or "attachment"
    response.headers["Cache-Control"] = "no-store"


def _lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    yield BOM
    writer = csv.writer(_Lines(), quoting=csv.QUOTE_STRINGS)
    for row in rows:
        yield writer.writerow([cell(value) for value in row])
