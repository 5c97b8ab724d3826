from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.catalogue.routine.rules import (
    ENOUGH_DAYS,
    Routine,
    cost_a_week,
    days_lasting,
    in_words,
    is_used_in_time,
    smallest_enough,
)

VOLUMES = st.integers(10, 1000)
PRICES = st.decimals(min_value="0.50", max_value=200, places=2)
ROUTINES = st.builds(
    Routine, ml=st.decimals(min_value="0.5", max_value=100, places=1), times=st.integers(1, 21)
)


def test_a_bottle_of_100_ml_lasts_20_massages() -> None:
    assert days_lasting(100, Routine(D(5), 7)) == 20


def test_a_week_costs_what_its_oil_costs() -> None:
    assert cost_a_week(D("14.50"), 100, Routine(D(5), 2), None) == D("1.45")


def test_what_is_thrown_away_counts() -> None:
    """250 ml at one massage a week lasts 50 weeks, of which the oil keeps half a year."""
    once = Routine(D(5), 1)
    assert not is_used_in_time(250, once, 6)
    assert cost_a_week(D("29.00"), 250, once, 6) == D("1.11") > cost_a_week(D("29.00"), 250, once, None)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 days"), (1, "1 day"), (13, "13 days"), (14, "about 2 weeks"), (69, "about 9 weeks"),
        (70, "about 2 months"), (365, "about 12 months"),
    ],
)  # fmt: skip
def test_times_are_told_in_words(days: int, words: str) -> None:
    assert in_words(days) == words


@given(VOLUMES, VOLUMES, ROUTINES)
def test_a_larger_bottle_never_lasts_shorter(one: int, other: int, routine: Routine) -> None:
    small, large = sorted((one, other))
    assert days_lasting(small, routine) <= days_lasting(large, routine)


@given(VOLUMES, ROUTINES)
def test_no_more_oil_is_used_than_there_is(volume: int, routine: Routine) -> None:
    days = days_lasting(volume, routine)
    assert routine.ml_a_week * days <= volume * 7 < routine.ml_a_week * (days + 1)


@given(PRICES, VOLUMES, ROUTINES, st.integers(1, 36))
def test_a_limit_never_makes_a_week_cheaper(price: D, volume: int, routine: Routine, months: int) -> None:
    with_limit = cost_a_week(price, volume, routine, months)
    assert with_limit >= cost_a_week(price, volume, routine, None) - D("0.01")


@given(st.sets(VOLUMES, min_size=1), ROUTINES)
def test_the_smallest_that_lasts_four_weeks_is_enough(volumes: set[int], routine: Routine) -> None:
    enough = smallest_enough(volumes, routine)
    lasting = {volume for volume in volumes if days_lasting(volume, routine) >= ENOUGH_DAYS}
    assert enough == (min(lasting) if lasting else None)
