from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.partner.vat import RATES, UnknownTaxCode, allocate, rate_for, split_delivery, split_gross

gross = st.decimals(min_value=0, max_value=10_000, places=2)
rates = st.sampled_from(list(RATES.values()))


@pytest.mark.parametrize(
    ("amount", "net", "vat"),
    [
        ("24.00", "20.00", "4.00"),
        ("19.99", "16.66", "3.33"),
        ("4.99", "4.16", "0.83"),
        ("0.01", "0.01", "0.00"),
    ],
)
def test_vat_is_a_sixth_of_what_is_paid(amount: str, net: str, vat: str) -> None:
    split = split_gross(D(amount), RATES["standard"])
    assert (split.net, split.vat) == (D(net), D(vat))


def test_three_lines_of_4_99_carry_2_49_not_2_50() -> None:
    assert sum(split_gross(D("4.99"), RATES["standard"]).vat for _ in range(3)) == D("2.49")


@given(gross, rates)
def test_net_and_vat_make_the_gross_again(amount: D, rate: D) -> None:
    split = split_gross(amount, rate)
    assert split.net + split.vat == amount
    assert abs(split.vat - amount * rate / (1 + rate)) <= D("0.005")


@given(gross, st.lists(gross, min_size=1, max_size=12))
def test_a_shared_discount_is_given_to_the_penny(amount: D, weights: list[D]) -> None:
    parts = allocate(amount, weights)
    assert sum(parts) == amount
    assert all(part >= 0 for part in parts)


@given(gross, st.lists(gross.filter(bool), min_size=1, max_size=12))
def test_no_share_is_off_by_more_than_a_penny(amount: D, weights: list[D]) -> None:
    for part, weight in zip(allocate(amount, weights), weights, strict=True):
        assert abs(part - amount * weight / sum(weights)) < D("0.01")


def test_a_trader_without_registration_shows_no_vat() -> None:
    assert rate_for("standard", registered=False) == 0


def test_exported_goods_are_recorded_at_zero() -> None:
    assert rate_for("standard", zero_rated=True) == 0


def test_an_unknown_code_is_named() -> None:
    with pytest.raises(UnknownTaxCode, match="luxury"):
        rate_for("luxury")


def test_delivery_takes_the_rate_of_the_goods() -> None:
    lines = [split_gross(D("24.00"), RATES["standard"])]
    assert split_delivery(D("3.95"), lines).vat == D("0.66")


def test_delivery_of_goods_at_two_rates_is_shared_by_value() -> None:
    lines = [split_gross(D("30.00"), RATES["standard"]), split_gross(D("10.00"), RATES["zero"])]
    assert split_delivery(D("4.00"), lines).vat == D("0.50")


def test_the_penny_goes_to_the_largest_remainder() -> None:
    assert allocate(D("0.04"), [D(5), D(4), D(1)]) == [D("0.02"), D("0.02"), D("0.00")]


def test_equal_remainders_serve_the_first_line_first() -> None:
    assert allocate(D("1.00"), [D(1), D(1), D(1)]) == [D("0.34"), D("0.33"), D("0.33")]


def test_goods_that_cost_nothing_share_evenly() -> None:
    assert allocate(D("0.03"), [D(0), D(0)]) == [D("0.02"), D("0.01")]
    assert allocate(D("0.03"), []) == []


@given(gross, st.lists(st.tuples(gross, rates), max_size=6))
def test_delivery_is_whole_again_whatever_it_carries(charge: D, goods: list[tuple[D, D]]) -> None:
    split = split_delivery(charge, [split_gross(amount, rate) for amount, rate in goods])
    assert split.net + split.vat == split.gross == charge
    assert D(0) <= split.vat <= charge * split.rate / (1 + split.rate) + D("0.005") * max(len(goods), 1)


def test_delivery_of_nothing_holds_no_vat() -> None:
    assert (split_delivery(D("3.95"), []).vat, split_delivery(D("3.95"), []).rate) == (D("0.00"), D(0))


def test_a_registered_trader_at_home_is_what_nobody_has_to_say() -> None:
    assert rate_for("standard") == D("0.20")
