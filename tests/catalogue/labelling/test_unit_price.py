from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.catalogue.labelling.unit_price import per_100_ml, per_litre, wording


@pytest.mark.parametrize(
    ("price", "volume", "litre"),
    [("14.50", 100, "145.00"), ("29.00", 250, "116.00"), ("0.50", 1000, "0.500")],
)
def test_price_per_litre(price: str, volume: int, litre: str) -> None:
    assert per_litre(D(price), volume) == D(litre)


def test_half_a_penny_rounds_up() -> None:
    assert per_100_ml(D("10.01"), 200) == D("5.01")


def test_wording_names_both_units() -> None:
    assert wording(D("14.50"), 100) == "£145.00 per litre (£14.50 per 100 ml)"


def test_goods_without_a_volume_have_none() -> None:
    assert wording(D("12.00"), None) == ""


@pytest.mark.parametrize(
    ("price", "volume", "litre"),
    [("0.9994", 1000, "0.999"), ("0.9995", 1000, "1.00"), ("1.005", 1000, "1.01")],
)
def test_tenths_of_a_penny_end_at_a_pound(price: str, volume: int, litre: str) -> None:
    assert str(per_litre(D(price), volume)) == litre


@given(st.decimals(min_value="0.01", max_value=500, places=2), st.integers(1, 5000), st.integers(1, 5000))
def test_more_in_the_bottle_is_never_dearer_by_the_litre(price: D, one: int, other: int) -> None:
    small, large = sorted((one, other))
    assert per_litre(price, large) <= per_litre(price, small)


def test_thousands_are_set_apart() -> None:
    assert wording(D("38.00"), 30) == "£1,266.67 per litre (£126.67 per 100 ml)"
