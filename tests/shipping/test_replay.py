"""A free-delivery rule tried on past orders."""

from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from shop.shipping.replay import PastOrder, by_place, outcome
from shop.shipping.threshold import Threshold

OLD, NEW = Threshold(D("45.00")), Threshold(D("50.00"))


def order(
    goods: str, charged: str = "3.95", zone: str = "GB_MAINLAND", method: str = "standard"
) -> PastOrder:
    return PastOrder(zone, method, D(goods), D(charged), D("3.95"), OLD)


def test_a_higher_threshold_lets_those_between_pay() -> None:
    found = outcome("All", [order("48.00", "0.00"), order("60.00", "0.00"), order("20.00")], NEW)
    assert (found.free_before, found.free_now, found.cost) == (2, 1, D("-3.95"))


def test_a_lower_threshold_costs_what_they_paid() -> None:
    found = outcome("All", [order("42.00"), order("30.00")], Threshold(D("40.00")))
    assert (found.free_before, found.free_now, found.cost) == (0, 1, D("3.95"))


def test_just_below_is_within_five_pounds_of_the_new_rule() -> None:
    baskets = [order("44.99"), order("45.01"), order("49.99"), order("50.00"), order("50.01")]
    assert outcome("All", baskets, NEW).just_below == 3
    assert outcome("All", baskets, Threshold(D("50.00"), inclusive=True)).just_below == 2


def test_what_an_offer_made_free_stays_free() -> None:
    assert outcome("All", [order("20.00", "0.00")], NEW).cost == D("0.00")


def test_no_rule_is_about_express_or_jersey() -> None:
    others = [order("60.00", "6.95", method="express"), order("60.00", "6.50", zone="JE")]
    found = outcome("All", others, Threshold(D("1.00")))
    assert (found.free_now, found.cost, found.just_below) == (0, D("0.00"), 0)


def test_places_come_with_the_most_orders_first() -> None:
    rows = by_place([order("20.00", zone="NI"), order("20.00"), order("30.00")], NEW)
    assert [(row.place, row.orders) for row in rows] == [("UK mainland", 2), ("Northern Ireland", 1)]


@given(st.lists(st.decimals(0, 200, places=2), max_size=20), st.decimals(1, 150, places=2))
def test_the_rule_of_the_day_costs_nothing(goods: list[D], amount: D) -> None:
    rule = Threshold(amount)
    past = [
        PastOrder("NI", "standard", each, D("0.00") if rule.is_free(each) else D("3.95"), D("3.95"), rule)
        for each in goods
    ]
    assert outcome("All", past, rule).cost == 0
