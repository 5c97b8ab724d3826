"""Figures agree to the penny with a slow sum over each order, whatever a month was like."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings

from shop.reports.sales.by_code import by_code
from shop.reports.sales.by_line import PRODUCT, SIZE, SOURCE, by_line
from shop.reports.sales.period import by_day, sold_in
from shop.reports.sales.sums import MONTH, Sums, rolled_up, together
from tests.reports.sales.months import FIRST, LAST, Bought, Sold, counts, months, slow_sums, stored, undone

pytestmark = pytest.mark.django_db
few = settings(
    max_examples=12, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(months)
@few
def test_days_add_up_to_a_slow_sum_of_the_month(month: list[Bought]) -> None:
    with undone():
        pairs = [(bought, stored(bought)) for bought in month]
        wanted = together(slow_sums(order) for bought, order in pairs if counts(bought))
        days = by_day(sold_in(FIRST, LAST))
        assert together(days.values()) == wanted
        assert together(rolled_up(days, MONTH).values()) == wanted
        assert all(FIRST <= day <= LAST for day in days)


@given(months)
@few
def test_every_way_of_adding_up_gives_the_same(month: list[Bought]) -> None:
    with undone():
        for bought in month:
            stored(bought)
        orders = sold_in(FIRST, LAST)
        total = together(by_day(orders).values())
        assert together(by_code(orders, total).values()) == total
        for columns in (PRODUCT, SIZE, SOURCE):
            rows = together(by_line(orders, columns).values())
            assert (rows.pieces, rows.takings, rows.vat) == (total.pieces, total.takings, total.vat)


@given(months)
@few
def test_no_size_gives_back_more_than_it_took(month: list[Bought]) -> None:
    with undone():
        for bought in month:
            stored(bought)
        rows = by_line(sold_in(FIRST, LAST), SIZE)
        assert all(sums.takings >= 0 for sums in rows.values())


def queries_for(number: int) -> int:
    bought = Bought(
        600, [Sold(0, 2, 1450, 10, "guide-3")], 395, "TENOFF", [(40, 1, "succeeded")], False, False
    )
    with undone():
        for _ in range(number):
            stored(bought)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            orders = sold_in(FIRST, LAST)
            by_code(orders, together(by_day(orders).values()))
            by_line(orders, SIZE)
        return len(asked)


def test_many_orders_are_asked_for_in_as_many_queries_as_few() -> None:
    assert queries_for(2) == queries_for(12) > 0


def test_simulated_orders_stand_apart() -> None:
    stored(Bought(600, [Sold(0, 1, 1450, 0, "")], 395, "", [], False, False, simulated=True))
    assert by_day(sold_in(FIRST, LAST)) == {}
    assert together(by_day(sold_in(FIRST, LAST, simulated=True)).values()).takings == 1845


def test_an_empty_month_has_no_rows() -> None:
    orders = sold_in(FIRST, LAST)
    assert rolled_up(by_day(orders), MONTH) == {} and together(by_line(orders, SIZE).values()) == Sums()
