"""Baskets of a period that were filled and never ordered: what is in them; nobody is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncDate

from shop.basket.models import Basket, Line
from shop.london import LONDON, end_of, start_of
from shop.money import to_pence

SIZE: Final[Combinable] = F("product")
SOURCE: Final[Combinable] = F("source")
DAY: Final[Combinable] = TruncDate("basket__date_created", tzinfo=LONDON)


@dataclass(frozen=True)
class BasketsLeft:
    """Baskets that still wait, the pieces in them, and their worth in pence with VAT, before discounts."""

    baskets: int = 0
    pieces: int = 0
    worth: int = 0


def baskets_left(first: date, last: date) -> BasketsLeft:
    """Those begun on these London days, both included; those that are forgotten by now aren't counted."""
    lines = _lines(first, last)
    baskets = lines.aggregate(baskets=Count("basket", distinct=True))["baskets"]
    pieces, worth = _together(_worth(lines, F("basket__status")))
    return BasketsLeft(baskets, pieces, worth)


def left_by[Key](first: date, last: date, column: Combinable) -> Mapping[Key, BasketsLeft]:
    """The same by a column of lines; a basket with two sizes counts in the row of each."""
    lines = _lines(first, last)
    baskets = lines.annotate(key=column).values_list("key").annotate(baskets=Count("basket", distinct=True))
    worth: dict[Key, tuple[int, int]] = _worth(lines, column)
    return {key: BasketsLeft(number, *worth[key]) for key, number in baskets}


def _lines(first: date, last: date) -> QuerySet[Line]:
    """A basket that a colleague fills on the telephone waits for its own link, not for a visitor."""
    begun = Basket.objects.filter(date_created__range=(start_of(first), end_of(last)))
    waiting = begun.filter(status=Basket.OPEN, payment_link__isnull=True)
    return Line.objects.filter(basket__in=waiting.order_by().values("pk")).order_by()


def _worth[Key](lines: QuerySet[Line], column: Combinable) -> dict[Key, tuple[int, int]]:
    """Pieces and pence by key. Added up in whole pence: SQLite would multiply prices as floats."""
    rows: dict[Key, tuple[int, int]] = {}
    prices = lines.annotate(key=column).values_list("key", "price_incl_tax").annotate(pieces=Sum("quantity"))
    for key, price, pieces in prices:
        before, pence = rows.get(key, (0, 0))
        rows[key] = (before + pieces, pence + pieces * to_pence(price or Decimal(0)))
    return rows


def _together(rows: Mapping[object, tuple[int, int]]) -> tuple[int, int]:
    return sum(pieces for pieces, _ in rows.values()), sum(pence for _, pence in rows.values())
