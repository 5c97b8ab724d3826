"""Stock of a day at cost, and baskets left."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shop.partner import stock
from shop.partner.movements import Kind
from shop.reports.baskets_left import BasketsLeft, baskets_left
from shop.reports.stock_on import stock_on
from tests.support.factories import a_basket, a_product
from tests.support.packing import send
from tests.support.purchases import a_paid_order
from tests.support.shelf import record_of

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER = date(2026, 9, 10), date(2026, 10, 10)


def received(product: Any, pieces: int, cost: str | None) -> None:
    entry = stock.Entry(Kind.RECEIVED, cost=Decimal(cost) if cost else None)
    stock.adjust(record_id=record_of(product).pk, pieces=pieces, entry=entry)


def test_a_past_day_has_what_was_there_then(time_machine: Any) -> None:
    time_machine.move_to("2026-09-10 23:30:00+01:00")
    oil = a_product(stock=0)
    received(oil, 4, "2.50")
    time_machine.move_to("2026-09-11 00:30:00+01:00")
    received(oil, 6, "2.50")
    found = [(row.pieces, row.value.pounds) for day in (SEPTEMBER, OCTOBER) for row in stock_on(day)]
    assert found == [(4, Decimal(10)), (10, Decimal(25))]


def test_what_sold_least_comes_first() -> None:
    oil, balm = a_product(stock=0), a_product("Balm", stock=0)
    for product in (oil, balm):
        received(product, 5, None)
    send(a_paid_order(oil, quantity=2))
    rows = stock_on(timezone.localdate())
    assert [(row.pieces, row.sold, row.is_slow) for row in rows] == [(5, 0, True), (3, 2, False)]
    assert rows[0].value.without_cost == 5


def test_more_sizes_need_no_more_queries() -> None:
    asked = []
    for name in ("Oil", "Balm"):
        received(a_product(name, stock=0), 5, "1.00")
        with CaptureQueriesContext(connection) as queries:
            stock_on(timezone.localdate())
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_baskets_that_nobody_ordered_are_counted() -> None:
    today = timezone.localdate()
    a_basket(a_product(), a_product("Balm"), quantity=2)
    a_basket()
    a_paid_order(a_product("Cloth"))
    assert baskets_left(today, today) == BasketsLeft(1, 4, 5800)
    yesterday = today - timedelta(days=1)
    assert baskets_left(yesterday, yesterday) == BasketsLeft()
