"""Closures, the cut-off and the bank holidays of each nation in the dates that are promised."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.shipping.bank_holidays import bank_holidays
from shop.shipping.dates import Hours, arrival, dispatch_day, wording
from shop.shipping.zones import nation_of

SUMMER = Hours(closed=((date(2026, 11, 23), date(2026, 11, 27)),))
FRIDAY = datetime(2026, 11, 20, 12, 59)


def test_nothing_leaves_while_we_are_closed() -> None:
    assert dispatch_day(datetime(2026, 11, 23, 9, 0), hours=SUMMER) == date(2026, 11, 30)


def test_what_left_before_is_delivered_meanwhile() -> None:
    assert wording(*arrival(FRIDAY, 2, 3, hours=SUMMER)) == "Tue 24 – Wed 25 Nov"


def test_the_promise_counts_from_the_day_we_open() -> None:
    late = datetime(2026, 11, 20, 13, 0)
    assert wording(*arrival(late, 2, 3, hours=SUMMER)) == "Wed 2 – Thu 3 Dec"


@pytest.mark.parametrize(("cut_off", "leaves"), [(time(12, 0), 23), (time(13, 0), 20)])
def test_the_cut_off_decides_whether_it_leaves_today(cut_off: time, leaves: int) -> None:
    assert dispatch_day(FRIDAY, hours=Hours(cut_off=cut_off)) == date(2026, 11, leaves)


@pytest.mark.parametrize(
    ("nation", "day"),
    [
        ("SCT", date(2026, 11, 30)), ("NIR", date(2027, 7, 12)), ("NIR", date(2027, 3, 17)),
        ("IM", date(2027, 7, 5)), ("GG", date(2028, 5, 9)), ("JE", date(2028, 5, 9)),
    ],
)  # fmt: skip
def test_nations_have_holidays_of_their_own(nation: str, day: date) -> None:
    assert day in bank_holidays(day.year, nation)
    assert day not in bank_holidays(day.year)


def test_saint_andrews_day_is_none_in_england() -> None:
    friday = datetime(2026, 11, 27, 9, 0)
    assert arrival(friday, 1, 1) == (date(2026, 11, 30), date(2026, 11, 30))
    assert arrival(friday, 1, 1, nation="SCT") == (date(2026, 12, 1), date(2026, 12, 1))


@pytest.mark.parametrize(
    ("postcode", "nation"),
    [
        ("eh1 1re", "SCT"), ("G1 1AA", "SCT"), ("GL5 1AA", "ENG"), ("BT1 5GS", "NIR"), ("CF10 1EP", "WLS"),
        ("IM1 1AG", "IM"), ("JE2 3AB", "JE"), ("GY1 1AA", "GG"), ("BFPO 57", "ENG"), ("", "ENG"),
    ],
)  # fmt: skip
def test_the_nation_follows_from_the_postcode(postcode: str, nation: str) -> None:
    assert nation_of(postcode) == nation


@given(
    st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    st.integers(0, 30),
    st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)),
)
def test_nothing_is_sent_on_a_day_of_a_closure(first: date, more: int, now: datetime) -> None:
    last = date.fromordinal(first.toordinal() + more)
    sent = dispatch_day(now, hours=Hours(closed=((first, last),)))
    assert sent >= now.date() and not first <= sent <= last
