"""Converts the text of one cell to a catalogue value, or says in plain words why it can’t. Pure."""

from decimal import Decimal

from bs4 import BeautifulSoup

from shop.spreadsheets.cells import BadCell, day, number
from shop.spreadsheets.reader import short

__all__ = [
    "BadCell",
    "country",
    "day",
    "lines_of",
    "millilitres",
    "money",
    "names",
    "percent",
    "short",
    "text",
    "whole",
    "yes",
]
YES, NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0", ""}
MOST = 99_999
BLOCKS = ["p", "li", "div", "h1", "h2", "h3", "h4", "h5", "h6", "br", "tr"]


def text(cell: str) -> str:
    """Text with uniform line breaks."""
    return cell.replace("\r\n", "\n").replace("\r", "\n")


def country(cell: str) -> str:
    """A country code in capitals."""
    return cell.upper()


def whole(cell: str) -> int | None:
    """A whole number from 0, also 1,200 or 12.0; None for an empty cell."""
    problem = f"is not a whole number from 0 to {MOST}."
    value = number(cell, problem=problem)
    if value is None:
        return None
    if value % 1 or value > MOST or not cell[:1].isdigit() or cell.endswith("%"):
        raise BadCell(f"“{short(cell)}” {problem}")
    return int(value)


def money(cell: str) -> Decimal | None:
    """Pounds and pence with VAT: 14.50, £14.50 or £1,014.50; None for an empty cell."""
    problem = "is not a price such as 14.50."
    value = number(cell, problem=problem)
    if value is None:
        return None
    if not value or value % Decimal("0.01") or cell.endswith("%"):
        raise BadCell(f"“{short(cell)}” {problem}")
    return value.quantize(Decimal("0.01"))


def percent(cell: str) -> Decimal | None:
    """A percentage with at most one decimal: 99.5, 99.50 or 99.5%; None for an empty cell."""
    problem = "is not a percentage such as 99.5."
    value = number(cell, problem=problem)
    if value is None:
        return None
    if value > 100 or value % Decimal("0.1") or cell.startswith("£"):
        raise BadCell(f"“{short(cell)}” {problem}")
    return value.quantize(Decimal("0.1"))


def millilitres(cell: str) -> Decimal | None:
    """Millilitres with at most one decimal: 5 or 2.5; None for an empty cell."""
    problem = "is not a number of millilitres such as 2.5."
    value = number(cell, problem=problem)
    if value is None:
        return None
    if value % Decimal("0.1") or not cell[:1].isdigit() or cell.endswith("%"):
        raise BadCell(f"“{short(cell)}” {problem}")
    return value.quantize(Decimal("0.1"))


def yes(cell: str) -> bool:
    """Yes or no; an empty cell means no."""
    if cell.lower() not in YES | NO:
        raise BadCell(f"“{short(cell)}”: write yes or no.")
    return cell.lower() in YES


def names(cell: str) -> list[str]:
    """Several names in one cell, separated by bars: “Baby oils | Massage”."""
    return [name.strip() for name in cell.split("|") if name.strip()]


def lines_of(html: str) -> str:
    """The words of HTML, a line for each paragraph, heading and item of a list."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(BLOCKS):
        tag.append("\n")
    lines = (" ".join(line.split()) for line in soup.get_text().split("\n"))
    return "\n".join(line for line in lines if line)
