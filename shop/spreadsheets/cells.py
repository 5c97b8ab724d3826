"""Turns the text of one cell into a value, or says in plain words why it can't. Pure.

Numbers are read by one rule: pounds and per-cent signs, commas between thousands and noughts behind the
point make no difference.
"""

import re
from datetime import date, datetime
from decimal import Decimal

from shop.spreadsheets.reader import short

THOUSANDS = re.compile(r",(?=[0-9]{3}(\D|$))")
# As spreadsheets write a date here, with day before month.
STYLES = (
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%d/%m/%y",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%d %b %Y",
    "%d %B %Y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%d %b %y",
)
TIME = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?$")


class BadCell(ValueError):
    """A cell that can't be read; the text is meant for whoever made the file."""


def number(cell: str, *, problem: str) -> Decimal | None:
    """A number from 0 up to 999,999.99…; None for an empty cell. `problem` says what was expected."""
    if not cell:
        return None
    plain = cell.removeprefix("£").removesuffix("%").strip()
    if re.fullmatch(r"[0-9]+,[0-9]{1,2}", plain):
        raise BadCell(f"“{short(cell)}”: use a point instead of the comma, as in 14.50.")
    plain = THOUSANDS.sub("", plain)
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", plain):
        raise BadCell(f"“{short(cell)}” {problem}")
    return Decimal(plain)


def day(cell: str) -> date | None:
    """A date: 2026-02-10, or as spreadsheets here write it (10/02/2026, 10 Feb 2026); None if empty."""
    if not cell:
        return None
    plain = TIME.sub("", cell)
    for style in STYLES:
        try:
            return datetime.strptime(plain, style).date()
        except ValueError:
            continue
    raise BadCell(f"“{short(cell)}” is not a date such as 2026-02-10.")
