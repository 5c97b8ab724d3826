"""The cells of a table row by row, each in its column even below and beside joined cells. Pure."""

import re

from bs4 import Tag

from guides.editorial.importing.plain_words import words_of

JOINED = re.compile(r"^(?:[2-9]|[1-9]\d+)$")  # a colspan or rowspan that joins cells
MOST_COLUMNS = 50
Hanging = dict[int, int]  # by column: in how many rows below a cell still stands


def grid_of(table: Tag) -> list[list[str]]:
    """Rows that have words, all of the same length. A joined cell has its words in its first place."""
    rows: list[list[str]] = []
    hanging: Hanging = {}
    for row in table.find_all("tr"):
        if row.find_parent("table") is table:
            rows.append(_row(row, hanging))
    rows = [row for row in rows if any(row)]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _row(tag: Tag, hanging: Hanging) -> list[str]:
    found: list[str] = []
    for cell in tag.find_all(("td", "th"), recursive=False):
        _skip_hanging(found, hanging)
        first, wide = len(found), _span(cell, "colspan")
        found += [words_of(cell), *[""] * (wide - 1)]
        hanging.update(dict.fromkeys(range(first, first + wide), _span(cell, "rowspan") - 1))
    _skip_hanging(found, hanging)
    return found[:MOST_COLUMNS]


def _skip_hanging(found: list[str], hanging: Hanging) -> None:
    while hanging.get(len(found), 0) > 0:
        hanging[len(found)] -= 1
        found.append("")


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or "")
    return min(int(value), MOST_COLUMNS) if JOINED.match(value) else 1
