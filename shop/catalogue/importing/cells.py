"""Turns the text of one cell into a value, or says in plain words why it can't. Pure."""

import datetime
import re
from decimal import Decimal

YES, NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0", ""}


class BadCell(ValueError):
    """A cell that can't be read; the text is meant for whoever made the file."""


def text(cell: str) -> str:
    """Text as it stands; line breaks in any style become one."""
    return cell.replace("\r\n", "\n").replace("\r", "\n")


def country(cell: str) -> str:
    """A country code in capitals."""
    return cell.upper()


def whole(cell: str) -> int | None:
    """A whole number from 0, or None for an empty cell."""
    if not cell:
        return None
    if not re.fullmatch(r"[0-9]{1,5}", cell):
        raise BadCell(f"“{short(cell)}” is not a whole number from 0 to 99999.")
    return int(cell)


def money(cell: str) -> Decimal | None:
    """Pounds and pence with VAT: 14.50, £14.50 or £1,014.50; None for an empty cell."""
    if not cell:
        return None
    amount = cell.removeprefix("£").strip()
    if re.fullmatch(r"[0-9]+,[0-9]{1,2}", amount):
        raise BadCell(f"“{short(cell)}”: use a point before the pence, as in 14.50.")
    amount = re.sub(r",(?=[0-9]{3}(\D|$))", "", amount)
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,2})?", amount) or not Decimal(amount):
        raise BadCell(f"“{short(cell)}” is not a price such as 14.50.")
    return Decimal(amount)


def percent(cell: str) -> Decimal | None:
    """A percentage with at most one decimal: 99.5 or 99.5%; None for an empty cell."""
    if not cell:
        return None
    amount = cell.removesuffix("%").strip()
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9])?", amount) or Decimal(amount) > 100:
        raise BadCell(f"“{short(cell)}” is not a percentage such as 99.5.")
    return Decimal(amount)


def day(cell: str) -> datetime.date | None:
    """A date: 2026-02-10, or 10/02/2026 as spreadsheets here write it; None for an empty cell."""
    if not cell:
        return None
    for style in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.datetime.strptime(cell, style).date()
        except ValueError:
            continue
    raise BadCell(f"“{short(cell)}” is not a date such as 2026-02-10.")


def yes(cell: str) -> bool:
    """Yes or no; an empty cell is a no."""
    if cell.lower() not in YES | NO:
        raise BadCell(f"“{short(cell)}”: write yes or no.")
    return cell.lower() in YES


def names(cell: str) -> list[str]:
    """Several names in one cell, parted by a bar: “Baby oils | Massage”."""
    return [name.strip() for name in cell.split("|") if name.strip()]


def short(cell: str) -> str:
    """Enough of a cell to find it again."""
    return cell if len(cell) <= 40 else f"{cell[:39]}…"
