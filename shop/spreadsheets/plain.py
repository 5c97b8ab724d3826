"""CSV files for programs that import them: no byte order mark, which some take for part of the first cell.

Formulas are guarded as in every file. Commas, quotes and line breaks become spaces, so that no cell is
quoted: some programs refuse quotes.
"""

import csv
import re
from collections.abc import Iterable

from django.http import HttpResponse

from shop.spreadsheets.writer import CONTENT_TYPE, as_download, cell

QUOTED = re.compile(r"[,\"\r\n]+\s*")


def plain_csv(*, filename: str, rows: Iterable[Iterable[object]]) -> HttpResponse:
    """A CSV download, not cached."""
    response = HttpResponse(content_type=CONTENT_TYPE)
    as_download(response, filename)
    writer = csv.writer(response)
    for row in rows:
        writer.writerow([_plain(value) for value in row])
    return response


def _plain(value: object) -> object:
    found = cell(value)
    return QUOTED.sub(" ", found).strip() if isinstance(found, str) else found
