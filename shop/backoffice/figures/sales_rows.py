"""The rows of the sales table: what each is called, and its sums."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from django.db.models import QuerySet

from shop.backoffice.figures import sales_form as by
from shop.london import iso, london
from shop.order.models import Order
from shop.reports.sales.by_code import by_code
from shop.reports.sales.by_line import DELIVERY, PRODUCT, SIZE, SOURCE, by_line
from shop.reports.sales.sources import titles_of
from shop.reports.sales.sums import Sums, rolled_up

type Row = tuple[str, Sums]
DELIVERED: Final = "Delivery"


def rows_by(kind: str, orders: QuerySet[Order], days: Mapping[date, Sums], total: Sums) -> list[Row]:
    """By time in its order; by anything else the largest takings first."""
    if kind in by.TIMES:
        return [(day_name(day, kind), sums) for day, sums in rolled_up(days, kind).items()]
    rows = _codes(orders, total) if kind == by.CODE else LINES[kind](orders)
    return sorted((row for row in rows if row[1] != Sums()), key=lambda row: (-row[1].takings, row[0]))


def day_name(day: date, kind: str) -> str:
    """“2026-11-29”, a week by its Monday, “November 2026”."""
    if kind == by.MONTH:
        return london(day, "%B %Y")
    return f"Week of {iso(day)}" if kind == by.WEEK else iso(day)


def _codes(orders: QuerySet[Order], total: Sums) -> list[Row]:
    return [(code or "Without a code", sums) for code, sums in by_code(orders, total).items()]


def _products(orders: QuerySet[Order]) -> list[Row]:
    return [(_last(key), sums) for key, sums in by_line(orders, PRODUCT).items()]


def _sizes(orders: QuerySet[Order]) -> list[Row]:
    return [
        (DELIVERED if key == DELIVERY else f"{key[0]} ({key[1] or 'no SKU'})", sums)
        for key, sums in by_line(orders, SIZE).items()
    ]


def _sources(orders: QuerySet[Order]) -> list[Row]:
    found = by_line(orders, SOURCE)
    titles = titles_of(str(key[0]) for key in found if key != DELIVERY)
    return [(DELIVERED if key == DELIVERY else titles[str(key[0])], sums) for key, sums in found.items()]


def _last(key: tuple[object, ...]) -> str:
    return DELIVERED if key == DELIVERY else str(key[-1])


LINES: Final[Mapping[str, Callable[[QuerySet[Order]], list[Row]]]] = {
    by.PRODUCT: _products,
    by.SIZE: _sizes,
    by.SOURCE: _sources,
}
