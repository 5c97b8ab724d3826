from decimal import Decimal as D

import pytest
from django.core.exceptions import ImproperlyConfigured
from environs import EnvValidationError

from shop.settings.env import pounds


@pytest.mark.parametrize(("given", "amount"), [("45", "45.00"), ("39.5", "39.50"), ("0.01", "0.01")])
def test_an_amount_is_kept_in_pennies(given: str, amount: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FREE_DELIVERY_OVER", given)
    assert str(pounds("FREE_DELIVERY_OVER", "45.00")) == amount


@pytest.mark.parametrize("given", ["0", "-1", "45.005", "0.001"])
def test_an_amount_that_makes_no_rule_stops_the_start(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FREE_DELIVERY_OVER", given)
    with pytest.raises(ImproperlyConfigured, match="FREE_DELIVERY_OVER"):
        pounds("FREE_DELIVERY_OVER", "45.00")


def test_without_a_variable_the_default_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FREE_DELIVERY_OVER", raising=False)
    assert pounds("FREE_DELIVERY_OVER", "45.00") == D("45.00")


@pytest.mark.parametrize("given", ["NaN", "Infinity", "forty-five", ""])
def test_what_is_no_number_names_its_variable(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FREE_DELIVERY_OVER", given)
    with pytest.raises(EnvValidationError, match="FREE_DELIVERY_OVER"):
        pounds("FREE_DELIVERY_OVER", "45.00")
