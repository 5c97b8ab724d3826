"""Days become weeks and months."""

from datetime import date

import pytest

from shop.reports.sales.sums import Sums, begins, rolled_up


@pytest.mark.parametrize(
    ("step", "begin"),
    [("day", date(2026, 11, 29)), ("week", date(2026, 11, 23)), ("month", date(2026, 11, 1))],
)
def test_a_sunday_belongs_to_the_week_before_it(step: str, begin: date) -> None:
    assert begins(date(2026, 11, 29), step) == begin


def test_days_without_sales_stand_between_those_with() -> None:
    rows = rolled_up({date(2026, 11, 3): Sums(1), date(2026, 11, 1): Sums(2)}, "day")
    assert [(day.day, sums.orders) for day, sums in rows.items()] == [(1, 2), (2, 0), (3, 1)]


def test_net_is_what_is_left_without_vat() -> None:
    sums = Sums(items=1450, discounts=145, delivery=395, given_back=400, vat=217)
    assert (sums.takings, sums.net) == (1300, 1083)
