from datetime import date, datetime

import pytest

from shop.shipping.dates import arrival, bank_holidays, wording


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
