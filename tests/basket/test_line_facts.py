"""Facts of basket lines are read once for each product, and a change counts at once."""

from typing import Any

import pytest

from shop.basket.line_facts import facts_of
from shop.catalogue.models import Product
from shop.shipping.models import DeliveryRate
from shop.shipping.repository import methods_for_zone
from tests.support.factories import a_basket, a_product

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_second_look_asks_nothing(django_assert_num_queries: Any) -> None:
    lines = a_basket(a_product()).every_line()
    facts_of(lines)
    with django_assert_num_queries(0):
        facts_of(lines)


def test_a_new_product_beside_a_known_one_is_read() -> None:
    first, second = a_product("First"), a_product("Second")
    facts_of(a_basket(first).every_line())
    assert facts_of(a_basket(first, second).every_line()).keys() == {first.pk, second.pk}


def test_a_corrected_product_shows_its_new_facts() -> None:
    oil = a_product()
    lines = a_basket(oil).every_line()
    assert facts_of(lines)[oil.pk].shows_unit_price
    found = Product.objects.get(pk=oil.pk)
    found.unit_price_exemption = "below-50ml"
    found.save()
    assert not facts_of(lines)[oil.pk].shows_unit_price


def test_a_changed_delivery_price_is_charged_at_once() -> None:
    rate = DeliveryRate.objects.filter(zone="GB_MAINLAND", is_active=True).order_by("price").first()
    assert rate is not None
    assert methods_for_zone("GB_MAINLAND")[0].price == rate.price
    rate.price += 1
    rate.save()
    assert rate.price in [method.price for method in methods_for_zone("GB_MAINLAND")]
