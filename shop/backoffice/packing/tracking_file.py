"""Reads the carrier's file of tracking numbers: any CSV with an order number and a tracking number."""

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from django.conf import settings

from shop.order.lookup import tidy_number
from shop.order.models import Order
from shop.order.statuses import PAID, RECEIVED
from shop.order.tracking_numbers import is_royal_mail
from shop.spreadsheets.reader import UnreadableFile, decode

MOST: Final = 1_000  # rows


@dataclass(frozen=True)
class TrackingTable:
    """The headings of the file and its rows."""

    columns: list[str]
    rows: list[dict[str, str]]


@dataclass
class Matches:
    """What the file says: tracking numbers by the key of a waiting order, and what can't be used."""

    numbers: dict[int, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)


def read(content: bytes) -> TrackingTable:
    """Raises UnreadableFile."""
    text = decode(content)
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        records = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        columns = [name.strip() for name in records.fieldnames or [] if name and name.strip()]
        rows = [_tidy(record) for record in records]
    except csv.Error as problem:
        raise UnreadableFile(f"This is not a well-formed CSV file: {problem}.") from problem
    if len(columns) < 2 or not rows:
        raise UnreadableFile("The file needs a heading with at least two columns, and rows below it.")
    if len(rows) > MOST:
        raise UnreadableFile(f"The file has more than {MOST} rows.")
    return TrackingTable(columns, rows)


def _tidy(record: dict[str | None, object]) -> dict[str, str]:
    """A row without blanks around its cells; cells beyond the heading come as a list, and are left out."""
    return {name.strip(): cell.strip() for name, cell in record.items() if name and isinstance(cell, str)}


def likely_columns(table: TrackingTable) -> dict[str, str]:
    """The columns whose cells look most like order numbers and like tracking numbers, as a proposal."""
    start = f"{settings.ORDER_NUMBER_PREFIX}-".casefold()

    def orders(column: str) -> int:
        return sum(row.get(column, "").casefold().startswith(start) for row in table.rows)

    def numbers(column: str) -> tuple[int, bool]:
        is_named = "tracking" in column.casefold()
        return sum(is_royal_mail(row.get(column, "")) for row in table.rows), is_named

    order = max(table.columns, key=orders)
    others = [column for column in table.columns if column != order]
    return {"order_column": order, "tracking_column": max(others, key=numbers)}


def match(table: TrackingTable, *, order_column: str, tracking_column: str) -> Matches:
    """What becomes of each row; those without an order number aren't read."""
    cells = [(row.get(order_column, ""), row.get(tracking_column, "")) for row in table.rows]
    rows = [(tidy_number(order), tracking) for order, tracking in cells if order]
    pairs = [pair for pair in rows if pair[1]]
    times = Counter(number for number, _ in dict.fromkeys(pairs))
    orders = {order.number: order for order in Order.objects.filter(number__in=times)}
    without = dict.fromkeys(number for number, tracking in rows if not tracking and number not in times)
    found = Matches(twice=[number for number, count in times.items() if count > 1], without=[*without])
    for number, tracking in dict.fromkeys(pairs):
        if times[number] == 1:
            _sort(number, tracking, orders.get(number), found)
    return found


def _sort(number: str, tracking: str, order: Order | None, found: Matches) -> None:
    if order is None:
        found.unknown.append(number)
    elif order.status in RECEIVED:
        found.sent.append(number)
    elif order.status != PAID:
        found.others.append(f"{number} ({order.status})")
    else:
        found.numbers[order.pk] = tracking
