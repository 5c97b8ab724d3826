"""The one writer of CSV files, whoever asks for them: dashboard, CMS, newsletter.

Excel reads a file as UTF-8 only with a byte order mark. A spreadsheet runs a cell that begins like a
formula, so text that does gets an apostrophe in front; a number of ours stays a number.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.timezone import is_aware, make_aware

from shop.london import iso, london

CONTENT_TYPE = "text/csv; charset=utf-8"
BOM = "\ufeff"
# Full-width signs count as well: Excel reads them like the plain ones.
FORMULA = re.compile(r"[\s\0]*[=+\-@＝＋－＠]|[\t\r\n]")


class TextFile(Protocol):
    """A response, an open file or whatever else takes text."""

    def write(self, text: str, /) -> Any: ...


class _Lines:
    """Hands each written line back to the one who streams it."""

    def write(self, text: str, /) -> str:
        return text


class CsvWriter:
    """Writes rows of any values into a file opened for text; begins with the byte order mark."""

    def __init__(self, file: TextFile) -> None:
        file.write(BOM)
        self._rows = csv.writer(file, quoting=csv.QUOTE_STRINGS)

    def writerow(self, cells: Iterable[object]) -> Any:
        """Called by Oscar's reports, too; returns what the file's `write` returned."""
        return self._rows.writerow([cell(value) for value in cells])


def cell(value: object) -> object:
    """A value as a spreadsheet should read it: times in London, dates as ISO dates, nothing as nothing."""
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
    """Text that no spreadsheet runs; the empty cell stays empty."""
    tidy = text.encode("utf-8", "replace").decode()  # half a character would end the file where it stands
    return f"'{tidy}" if FORMULA.match(tidy) else tidy


def csv_response(*, filename: str, rows: Iterable[Iterable[object]]) -> HttpResponse:
    """A file to download, the row of headings first; nobody on the way may keep it."""
    response = HttpResponse(content_type=CONTENT_TYPE)
    as_download(response, filename)
    writer = CsvWriter(response)
    for row in rows:
        writer.writerow(row)
    return response


def csv_stream(*, filename: str, rows: Iterable[Iterable[object]]) -> StreamingHttpResponse:
    """The same line by line, for tables that shouldn't stand in memory as a whole."""
    response = StreamingHttpResponse(_lines(rows), content_type=CONTENT_TYPE)
    as_download(response, filename)
    return response


def as_download(response: HttpResponseBase, filename: str) -> None:
    """The headers of a file that holds people's data."""
    response.headers["Content-Disposition"] = content_disposition_header(True, filename) or "attachment"
    response.headers["Cache-Control"] = "no-store"


def _lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    yield BOM
    writer = csv.writer(_Lines(), quoting=csv.QUOTE_STRINGS)
    for row in rows:
        yield writer.writerow([cell(value) for value in row])
