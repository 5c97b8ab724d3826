from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.shipping.threshold import Threshold, money

OVER = Threshold(D("45.00"))
OR_MORE = Threshold(D("45.00"), inclusive=True)
totals = st.decimals(min_value=0, max_value=200, places=2)


@pytest.mark.parametrize(("total", "free"), [("44.99", False), ("45.00", False), ("45.01", True)])
def test_over_45_means_more_than_45(total: str, free: bool) -> None:
    assert OVER.is_free(D(total)) is free


def test_45_or_more_includes_45() -> None:
    assert OR_MORE.is_free(D("45.00"))


@pytest.mark.parametrize(
    ("total", "text"),
    [
        ("41.81", "Spend £3.20 more for free UK delivery"),
        ("0.00", "Free UK delivery over £45"),
        ("44.01", "Spend £1 more for free UK delivery"),
        ("44.02", "Free UK delivery over £45"),
        ("45.00", "Free UK delivery over £45"),
        ("45.01", "Your UK delivery is free"),
    ],
)
def test_what_the_bar_says(total: str, text: str) -> None:
    assert OVER.progress(D(total)) == text


def test_every_wording_follows_the_rule() -> None:
    assert OVER.promise == "Free UK delivery over £45"
    assert OR_MORE.promise == "Free UK delivery on £45 or more"


@given(totals, st.booleans())
def test_spending_what_is_missing_makes_it_free_and_a_penny_less_does_not(total: D, inclusive: bool) -> None:
    rule = Threshold(D("45.00"), inclusive)
    missing = rule.to_go(total)
    assert rule.is_free(total + missing)
    assert missing == 0 or not rule.is_free(total + missing - D("0.01"))


@pytest.mark.parametrize(
    ("amount", "text"),
    [("0", "£0"), ("0.01", "1p"), ("0.99", "99p"), ("1.00", "£1"), ("3.2", "£3.20"), ("1234.5", "£1,234.50")],
)
def test_money_as_a_person_writes_it(amount: str, text: str) -> None:
    assert money(D(amount)) == text


@given(totals, totals, st.booleans())
def test_buying_more_never_loses_free_delivery(one: D, other: D, inclusive: bool) -> None:
    rule = Threshold(D("45.00"), inclusive)
    less, more = sorted((one, other))
    assert rule.is_free(less) <= rule.is_free(more)
    assert rule.to_go(less) >= rule.to_go(more)
