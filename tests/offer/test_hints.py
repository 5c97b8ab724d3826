"""What a basket lacks for an offer, in our own words."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from shop.basket.pricing import price
from shop.offer.hints import basket_hints, hints_for
from tests.support.factories import a_basket, a_product
from tests.support.offers import a_range, an_offer

pytestmark = pytest.mark.django_db


def priced(*products: Any, quantity: int = 1) -> Any:
    return price(basket=a_basket(*products, quantity=quantity), user=AnonymousUser())


def hints(basket: Any) -> list[str]:
    return [*hints_for(basket).values(), *basket_hints(basket)]


def test_items_that_are_missing_for_a_percentage() -> None:
    an_offer("Percentage", "10", times="3")
    assert hints(priced(a_product(), quantity=2)) == ["1 more and get 10% off"]


def test_pounds_that_are_missing_for_an_amount() -> None:
    an_offer("Absolute", "5", condition="Value", times="40")
    assert hints(priced(a_product(price="14.50"), quantity=2)) == ["Spend £11 more and get £5 off"]


def test_pounds_that_are_missing_for_free_delivery() -> None:
    an_offer("Shipping percentage", "100", condition="Value", times="20")
    assert hints(priced(a_product(price="14.50"))) == ["Spend £5.50 more and delivery is free"]


def test_an_offer_on_some_products_is_named() -> None:
    oil = a_product(price="14.50")
    an_offer("Percentage", "10", condition="Value", times="20", goods=a_range(oil), name="Oil week")
    assert hints(priced(oil)) == ["Oil week: spend £5.50 more and get 10% off"]


@pytest.mark.parametrize("quantity", [3, 6])
def test_a_reached_offer_needs_no_hint(quantity: int) -> None:
    an_offer("Percentage", "10", times="3")
    assert hints(priced(a_product(), quantity=quantity)) == []


def test_what_is_not_in_stock_is_not_asked_for() -> None:
    an_offer("Percentage", "10", times="3")
    assert hints(priced(a_product(stock=2), quantity=2)) == []


def test_an_offer_on_other_products_is_not_hinted_at() -> None:
    an_offer("Percentage", "10", condition="Value", times="40", goods=a_range(a_product("Other oil")))
    assert hints(priced(a_product())) == []
