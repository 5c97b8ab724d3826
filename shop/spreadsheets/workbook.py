"""Writes XLSX files with the same cells as the CSV files: numbers stay numbers, formulas stay text.

The library is loaded with the first file, since most processes never make one.
"""

import io
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpResponse

from shop.spreadsheets.writer import as_download, cell

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def xlsx_response(*, filename: str, rows: Iterable[Iterable[object]]) -> HttpResponse:
    """A download of one sheet, not cached. The first row holds the headings."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    content = io.BytesIO()
    book.save(content)
    response = HttpResponse(content.getvalue(), content_type=CONTENT_TYPE)
    as_download(response, filename)
    return response


def _cell(sheet: Any, value: object) -> Any:
    """A text is never a formula, whatever it begins with; a day is one that the spreadsheet can sort."""
    from openpyxl.cell import WriteOnlyCell

    if type(value) is date:
        return WriteOnlyCell(sheet, value=value)
    found = WriteOnlyCell(sheet, value=cell(value))
    if isinstance(found.value, str):
        found.data_type = "s"
    return found
