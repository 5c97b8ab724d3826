from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.shipping.dates import arrival, bank_holidays, easter, wording

moments = st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2040, 1, 1))


def test_holidays_of_a_year_with_a_weekend_boxing_day() -> None:
    assert date(2026, 12, 28) in bank_holidays(2026)
    assert date(2026, 4, 3) in bank_holidays(2026)


@pytest.mark.parametrize(
    ("now", "text"),
    [
        (datetime(2026, 11, 20, 12, 59), "Tue 24 – Wed 25 Nov"),
        (datetime(2026, 11, 20, 13, 0), "Wed 25 – Thu 26 Nov"),
        (datetime(2026, 11, 21, 9, 0), "Wed 25 – Thu 26 Nov"),
        (datetime(2026, 12, 23, 14, 0), "Wed 30 – Thu 31 Dec"),
        (datetime(2026, 12, 30, 9, 0), "Mon 4 – Tue 5 Jan"),
    ],
)
def test_two_to_three_working_days(now: datetime, text: str) -> None:
    assert wording(*arrival(now, 2, 3)) == text


def test_one_day_is_named_once() -> None:
    assert wording(date(2026, 11, 24), date(2026, 11, 24)) == "Tue 24 Nov"


def test_a_span_over_two_months_names_both() -> None:
    assert wording(date(2026, 11, 30), date(2026, 12, 1)) == "Mon 30 Nov – Tue 1 Dec"


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
        (2034, "01-02 04-07 04-10 05-01 05-29 08-28 12-25 12-26"),
        (2022, "01-03 04-15 04-18 05-02 05-30 08-29 12-26 12-27"),
    ],
)
def test_bank_holidays_as_the_government_lists_them(year: int, days: str) -> None:
    assert sorted(bank_holidays(year)) == [date.fromisoformat(f"{year}-{day}") for day in days.split()]


@given(moments, st.integers(1, 5), st.integers(0, 5))
def test_nothing_arrives_on_a_day_off(now: datetime, low: int, more: int) -> None:
    for day in arrival(now, low, low + more):
        assert day.weekday() < 5
        assert day not in bank_holidays(day.year)


@given(moments, st.integers(1, 5), st.integers(0, 5), st.timedeltas(timedelta(0), timedelta(days=9)))
def test_ordering_later_never_arrives_earlier(now: datetime, low: int, more: int, wait: timedelta) -> None:
    first, last = arrival(now, low, low + more)
    assert now.date() < first <= last
    assert (first, last) <= arrival(now + wait, low, low + more)


@pytest.mark.parametrize(
    "sunday",
    [
        "2008-03-23", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01",
        "2030-04-21", "2031-04-13", "2032-03-28", "2033-04-17", "2034-04-09", "2035-03-25", "2038-04-25",
        "2049-04-18", "2076-04-19", "1954-04-18", "1981-04-19", "1900-04-15", "2100-03-28", "2285-03-22",
    ],
)  # fmt: skip
def test_easter_as_the_almanac_has_it(sunday: str) -> None:
    assert easter(int(sunday[:4])) == date.fromisoformat(sunday)


def test_a_method_of_one_day_arrives_on_the_next() -> None:
    assert wording(*arrival(datetime(2026, 11, 20, 9, 0), 1, 1)) == "Mon 23 Nov"
