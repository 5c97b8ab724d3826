"""Parses the text of a cell into a number or a date. Pure.

Numbers may have a pound or per cent sign, commas between thousands and trailing zeros.
"""

import re
from datetime import date, datetime
from decimal import Decimal

from shop.spreadsheets.reader import short

THOUSANDS = re.compile(r",(?=[0-9]{3}(\D|$))")
# British date formats of spreadsheets, day before month.
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
    """The cell can't be parsed; the message is for the author of the file."""


def number(cell: str, *, problem: str) -> Decimal | None:
    """A number from 0 to 999,999.999999; None for an empty cell. `problem` says what was expected."""
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
    """A date in ISO or British format (2026-02-10, 10/02/2026, 10 Feb 2026); None for an empty cell."""
    if not cell:
        return None
    plain = TIME.sub("", cell)
    for style in STYLES:
        try:
            return datetime.strptime(plain, style).date()
        except ValueError:
            continue
    raise BadCell(f"“{short(cell)}” is not a date such as 2026-02-10.")
