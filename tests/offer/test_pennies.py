"""Discounts are whole pennies, line by line, and add up to what the offer says it gave."""

from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oscar.core.loading import get_class, get_model

from tests.support.factories import a_basket, a_product

pytestmark = pytest.mark.django_db
PENNY = Decimal("0.01")
numbers = count(1)


def percent_off(percent: str) -> None:
    name = f"Everything {next(numbers)}"
    everything = get_model("offer", "Range").objects.create(name=name, includes_all_products=True)
    condition = get_model("offer", "CountCondition").objects.create(range=everything, type="Count", value=1)
    benefit = get_model("offer", "PercentageDiscountBenefit").objects.create(
        range=everything, type="Percentage", value=percent
    )
    offers = get_model("offer", "ConditionalOffer").objects
    offers.create(name=f"{percent}% off", condition=condition, benefit=benefit, max_basket_applications=1)


def priced(prices: list[str], quantity: int = 1) -> Any:
    products = [a_product(f"Oil {next(numbers)}", price=price) for price in prices]
    basket = a_basket(*products, quantity=quantity)
    get_class("offer.applicator", "Applicator")().apply(basket)
    return basket


def test_half_a_penny_goes_to_the_shopper() -> None:
    percent_off("10")
    assert [str(line.line_price_incl_tax_incl_discounts) for line in priced(["14.95"]).all_lines()] == [
        "13.45"
    ]


def test_the_discount_shown_is_what_the_lines_were_given() -> None:
    percent_off("10")
    basket = priced(["14.95", "8.55", "7.05"])
    shown = [found["discount"] for found in basket.offer_discounts]
    assert shown == [basket.total_incl_tax_excl_discounts - basket.total_incl_tax] == [Decimal("3.07")]


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pennies=st.lists(st.integers(1, 9999), min_size=1, max_size=4),
    percent=st.decimals("0.5", "99.5", places=2),
    quantity=st.integers(1, 5),
)
def test_every_total_is_whole_pennies(pennies: list[int], percent: Decimal, quantity: int) -> None:
    get_model("offer", "ConditionalOffer").objects.all().delete()
    percent_off(str(percent))
    basket = priced([str(Decimal(amount) / 100) for amount in pennies], quantity)
    assert str(basket.total_incl_tax) == str(basket.total_incl_tax.quantize(PENNY))
