"""Each kind of offer gives what its words say, met once, twice and five times."""

from decimal import Decimal
from typing import Any

import pytest
from oscar.core.loading import get_model

from shop.basket.pricing import price
from tests.support.factories import a_basket, a_product
from tests.support.offers import a_range, an_offer
from tests.support.purchases import GUEST

pytestmark = pytest.mark.django_db
Benefit = get_model("offer", "Benefit")
Condition = get_model("offer", "Condition")

# Of bottles at £10, three of which meet the condition: what is off for 3, 6 and 15 of them.
OFF = {
    Benefit.PERCENTAGE: ("10", ["3.00", "6.00", "15.00"]),  # 10% of whatever is in the range
    Benefit.FIXED: ("4", ["4.00", "4.00", "4.00"]),  # £4 off the basket, once
    Benefit.FIXED_UNIT: ("1", ["3.00", "6.00", "15.00"]),  # £1 off each
    Benefit.MULTIBUY: (None, ["10.00", "20.00", "50.00"]),  # of each three one is free
    Benefit.FIXED_PRICE: ("25", ["5.00", "10.00", "25.00"]),  # each three for £25
}
# Where at most one item may be reduced each time, or in all for a percentage and for free items.
OFF_ONE = {
    Benefit.PERCENTAGE: ("10", ["1.00", "1.00", "1.00"]),
    Benefit.FIXED: ("4", ["4.00", "8.00", "20.00"]),  # £4 off one item for each three
    Benefit.FIXED_UNIT: ("1", ["1.00", "2.00", "5.00"]),
    Benefit.MULTIBUY: (None, ["10.00", "10.00", "10.00"]),
}
DELIVERY = {
    Benefit.SHIPPING_PERCENTAGE: ("50", "1.98"),
    Benefit.SHIPPING_ABSOLUTE: ("2", "2.00"),
    Benefit.SHIPPING_FIXED_PRICE: ("1", "2.95"),
}


def saved(products: list[Any], quantity: int) -> Decimal:
    basket = price(basket=a_basket(*products, quantity=quantity), user=GUEST)
    return Decimal(basket.total_incl_tax_excl_discounts - basket.total_incl_tax)


def test_every_kind_of_offer_is_tried_here() -> None:
    assert {*OFF, *DELIVERY} == {kind for kind, _ in Benefit.TYPE_CHOICES}


@pytest.mark.parametrize("kind", OFF)
@pytest.mark.parametrize("times", [1, 2, 5])
def test_an_offer_gives_what_it_says(kind: str, times: int) -> None:
    value, off = OFF[kind]
    an_offer(kind, value, times="3")
    assert saved([a_product(price="10.00", stock=99)], 3 * times) == Decimal(off[[1, 2, 5].index(times)])


@pytest.mark.parametrize("kind", OFF_ONE)
@pytest.mark.parametrize("times", [1, 2, 5])
def test_at_most_so_many_items_are_reduced(kind: str, times: int) -> None:
    value, off = OFF_ONE[kind]
    an_offer(kind, value, times="3", most=1)
    assert saved([a_product(price="10.00", stock=99)], 3 * times) == Decimal(off[[1, 2, 5].index(times)])


@pytest.mark.parametrize("kind", OFF)
def test_nothing_is_given_below_the_condition(kind: str) -> None:
    an_offer(kind, OFF[kind][0], times="3")
    assert not saved([a_product(price="10.00")], 2)


@pytest.mark.parametrize("kind", DELIVERY)
@pytest.mark.parametrize("times", [1, 2, 5])
def test_delivery_is_reduced_once(kind: str, times: int, settings: Any) -> None:
    from shop.shipping.repository import standard_method

    settings.FREE_DELIVERY_OVER = Decimal("999")
    value, off = DELIVERY[kind]
    an_offer(kind, value, times="3")
    basket = price(basket=a_basket(a_product(price="1.00", stock=99), quantity=3 * times), user=GUEST)
    method = standard_method()
    assert method and method.discount(basket) == Decimal(off)


@pytest.mark.parametrize(("each", "off"), [(1, "5.00"), (2, "10.00")])
def test_the_cheapest_of_a_mixed_basket_are_free(each: int, off: str) -> None:
    an_offer("Multibuy", None, times="3")
    products = [a_product(f"Oil {price}", price=price) for price in ("5.00", "6.00", "7.00")]
    assert saved(products, each) == Decimal(off)


def test_what_is_free_need_not_be_what_earned_it() -> None:
    """“Two oils, and a cloth is free”: three oils and two cloths free one cloth."""
    oil, cloth = a_product("Oil", price="10.00"), a_product("Cloth", price="4.00")
    offer = an_offer("Multibuy", None, times="2", goods=a_range(oil))
    offer.benefit.range = a_range(cloth)
    offer.benefit.save()
    basket = a_basket(oil, quantity=3)
    basket.add_product(cloth, 2)
    price(basket=basket, user=GUEST)
    assert basket.total_discount == Decimal("4.00")


def test_a_bundle_of_different_products_is_priced_once_each() -> None:
    """A third and a fourth product must not price the two cheapest again and again."""
    an_offer("Fixed price", "8", condition="Coverage", times="2")
    products = [a_product(f"Oil {price}", price=price) for price in ("5.00", "6.00", "7.00", "9.00")]
    assert saved(products, 1) == Decimal("11.00")  # £3 on the first two, £8 on the others


def test_a_percentage_passes_over_what_another_offer_has_taken() -> None:
    small, big = a_product("Small", price="5.00"), a_product("Big", price="20.00")
    an_offer("Multibuy", None, times="3", goods=a_range(small), priority=5)
    an_offer("Percentage", "10")
    basket = a_basket(small, quantity=3)
    basket.add_product(big, 1)
    price(basket=basket, user=GUEST)
    assert basket.total_discount == Decimal("7.00")


def test_two_offers_take_no_more_than_the_price() -> None:
    for _ in range(2):
        an_offer("Percentage", "60", exclusive=False)
    basket = price(basket=a_basket(a_product(price="10.00")), user=GUEST)
    shown = sum(found["discount"] for found in basket.offer_discounts)
    assert (shown, basket.total_incl_tax) == (Decimal("10.00"), Decimal("0.00"))
