"""Ranges answer for a whole basket what Oscar answers product by product."""

from typing import Any

import pytest
from oscar.core.loading import get_class, get_model

from shop.offer.membership import share_ranges
from tests.support.factories import a_basket, a_category, a_product, a_product_in_sizes

pytestmark = pytest.mark.django_db


def an_offer(goods: Any) -> Any:
    condition = get_model("offer", "CountCondition").objects.create(range=goods, type="Count", value=1)
    benefit = get_model("offer", "PercentageDiscountBenefit").objects.create(
        range=goods, type="Percentage", value=10
    )
    return get_model("offer", "ConditionalOffer").objects.create(
        name=goods.name, condition=condition, benefit=benefit
    )


def ranges_of_every_kind(one: Any, sized: Any) -> list[Any]:
    names = ["all", "all but", "one", "parent", "class", "class but parent", "none", "category"]
    made = {name: get_model("offer", "Range").objects.create(name=name) for name in names}
    for name in ("all", "all but"):
        made[name].includes_all_products = True
        made[name].save()
    made["all but"].excluded_products.add(one)
    made["one"].add_product(one)
    made["parent"].add_product(sized)
    made["class"].classes.add(one.product_class)
    made["class but parent"].classes.add(one.product_class)
    made["class but parent"].excluded_products.add(sized)
    made["category"].included_categories.add(one.categories.get())
    return list(made.values())


def test_every_answer_is_oscars() -> None:
    one, sized = a_product(categories=[a_category()]), a_product_in_sizes()
    ranges = ranges_of_every_kind(one, sized)
    basket = a_basket(one, *sized.children.all())
    offers = [an_offer(goods) for goods in ranges]
    share_ranges(offers, basket)
    for line in basket.all_lines():
        for goods, offer in zip(ranges, offers, strict=True):
            fresh = get_model("offer", "Range").objects.get(pk=goods.pk)
            assert fresh.answers is None
            assert offer.condition.range.contains_product(line.product) == fresh.contains_product(
                line.product
            ), (goods.name, line.product)


def test_pricing_asks_no_more_for_more_lines(django_assert_max_num_queries: Any) -> None:
    goods = get_model("offer", "Range").objects.create(name="All", includes_all_products=True)
    an_offer(goods)
    basket = a_basket(*[a_product(f"Oil {number}") for number in range(6)])
    with django_assert_max_num_queries(10):
        get_class("offer.applicator", "Applicator")().apply(basket)
    assert basket.total_discount


def test_a_category_is_asked_once_for_all_lines_and_then_remembered(django_assert_num_queries: Any) -> None:
    oil = a_product(categories=[a_category()])
    goods = get_model("offer", "Range").objects.create(name="Oils")
    goods.included_categories.add(oil.categories.get())
    offers, basket = [an_offer(goods)], a_basket(oil, *[a_product(f"Oil {number}") for number in range(4)])
    share_ranges(offers, basket)
    with django_assert_num_queries(0):
        share_ranges(offers, basket)
        found = [offers[0].condition.range.contains_product(line.product) for line in basket.all_lines()]
    assert found == [True, False, False, False, False]
