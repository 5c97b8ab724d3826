from decimal import Decimal as D

import pytest

from shop.catalogue.unit_price import per_100_ml, per_litre, wording


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
