from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.shipping import checks
from shop.shipping.bank_holidays import bank_holidays
from shop.shipping.dates import arrival, wording

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
        (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
        (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
        (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
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
    ("today", "warnings"), [("2028-09-30", 0), ("2028-10-01", 1), ("2028-12-31", 1), ("2031-01-01", 1)]
)
def test_the_list_says_when_it_ends(today: str, warnings: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "now", lambda: datetime.fromisoformat(today))
    assert len(checks.bank_holidays_are_known()) == warnings


def test_a_method_of_one_day_arrives_on_the_next() -> None:
    assert wording(*arrival(datetime(2026, 11, 20, 9, 0), 1, 1)) == "Mon 23 Nov"
