"""Quiet hours and days, in London time."""

from datetime import datetime

import pytest

from guides.newsletter.sending.daytime import days_after, in_daytime, is_daytime
from shop.london import LONDON


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("clock", "is_day"), [("08:59", False), ("09:00", True), ("17:59", True), ("18:00", False)]
)
def test_hours_of_the_day(clock, is_day):
    assert is_daytime(at(f"2026-11-21T{clock}")) is is_day


@pytest.mark.parametrize(
    ("asked", "gets"),
    [
        ("2026-11-21T03:00", "2026-11-21T09:00"),
        ("2026-11-21T10:30", "2026-11-21T10:30"),
        ("2026-11-21T22:00", "2026-11-22T09:00"),
    ],
)
def test_quiet_hours_end_in_the_morning(asked, gets):
    assert in_daytime(at(asked)) == at(gets)


def test_hour_stays_when_the_clocks_change():
    assert days_after(at("2026-10-24T10:00"), 2) == at("2026-10-26T10:00")
