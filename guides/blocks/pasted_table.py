"""Reads a table out of pasted text. Pure.

Word, Excel and Google Docs paste a tab between two cells; Markdown writes `| a | b |`.
"""

import re

RULE = re.compile(r"^[\s|:-]+$")  # the line below the headings in Markdown: |---|:--|


class NotATable(ValueError):
    """The text has no two rows with two cells, or a row has more cells than the headings."""


def rows_of(text: str) -> list[list[str]]:
    """The cells row by row, all rows as long as the first. Raises NotATable with what is wrong in words."""
    rows = [_cells(line) for line in text.splitlines() if line.strip() and not RULE.match(line)]
    if len(rows) < 2 or len(rows[0]) < 2:
        raise NotATable("Please paste a table with at least two rows and two columns.")
    width = len(rows[0])
    for number, row in enumerate(rows, 1):
        if len(row) > width:
            raise NotATable(f"Row {number} has {len(row)} cells, but there are {width} headings.")
    return [row + [""] * (width - len(row)) for row in rows]


def _cells(line: str) -> list[str]:
    if "\t" in line:
        return [cell.strip() for cell in line.split("\t")]
    return [cell.strip() for cell in line.strip().strip("|").split("|")]
