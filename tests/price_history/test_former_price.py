"""“Was” is said only of the most recent established price, and not for longer than that was asked."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.price_history.former_price import ESTABLISHED, AskedPrice, FormerPrice, former_price

START = datetime(2026, 1, 1, tzinfo=UTC)
HIGH, LOW = Decimal("14.50"), Decimal("11.60")
days = st.integers(min_value=1, max_value=60)
steps = st.lists(st.tuples(st.sampled_from([HIGH, LOW, Decimal("13.00")]), days), min_size=1, max_size=8)


def after(*steps: tuple[Decimal, int]) -> list[AskedPrice]:
    """Each price for so many days, one after the other."""
    changes, since = [], START
    for price, days in steps:
        changes.append(AskedPrice(price, since))
        since += timedelta(days=days)
    return changes


def on_day(held: int, lowered: int) -> FormerPrice | None:
    """The answer on the nth day of a lowered price, when the higher one was asked for so many days."""
    changes = after((HIGH, held), (LOW, 1))
    return former_price(changes, price=LOW, end_of_day=changes[-1].since + timedelta(days=lowered))


@pytest.mark.parametrize(
    ("held", "lowered", "shown"),
    [(27, 1, False), (28, 1, True), (28, 28, True), (28, 29, False), (90, 90, True), (90, 91, False)],
)
def test_it_was_asked_for_28_days_and_longer_than_the_lowered_one(
    held: int, lowered: int, shown: bool
) -> None:
    assert (on_day(held, lowered) is not None) == shown


def expected(steps: list[tuple[Decimal, int]]) -> Decimal | None:
    """The rule again, counted day by day backwards from today."""
    days = [price for price, number in steps for _ in range(number)][::-1]
    now = next((n for n, price in enumerate(days) if price != days[0]), len(days))
    held = next((n for n, price in enumerate(days[now:]) if price != days[now]), len(days) - now)
    return days[now] if held >= max(28, now) and days[now] > days[0] else None


@given(steps)
def test_the_rule_holds_for_any_history(steps: list[tuple[Decimal, int]]) -> None:
    changes, days = after(*steps), sum(number for _, number in steps)
    found = former_price(changes, price=steps[-1][0], end_of_day=START + timedelta(days=days))
    assert (found.price if found else None) == expected(steps)
    assert not found or found.until - found.since >= ESTABLISHED


@given(steps)
def test_a_higher_or_an_equal_price_is_never_a_former_one(steps: list[tuple[Decimal, int]]) -> None:
    dearer = after(*steps, (Decimal(200), 1))
    assert former_price(dearer, price=Decimal(200), end_of_day=dearer[-1].since) is None


def test_a_price_that_the_history_doesnt_know_allows_nothing() -> None:
    changes = after((HIGH, 60), (LOW, 1))
    assert former_price(changes, price=Decimal("9.00"), end_of_day=changes[-1].since) is None


def test_a_short_price_in_between_is_the_most_recent_one() -> None:
    changes = after((HIGH, 60), (Decimal("13.00"), 5), (LOW, 1))
    assert former_price(changes, price=LOW, end_of_day=changes[-1].since) is None


def test_a_correction_within_a_minute_was_nobodys_price() -> None:
    changes = after((HIGH, 60))
    lowered = START + timedelta(days=60)
    changes += [AskedPrice(Decimal("11.604"), lowered), AskedPrice(LOW, lowered + timedelta(seconds=1))]
    found = former_price(changes, price=LOW, end_of_day=lowered + timedelta(days=1))
    assert found and found.price == HIGH
