"""Offers are read once a process outside transactions, and a change counts at once."""

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test.utils import CaptureQueriesContext
from oscar.core.loading import get_model

from shop.basket.pricing import price
from shop.offer import site_offers as cached
from shop.offer.models import ConditionalOffer
from shop.offer.site_offers import site_offers
from tests.support.factories import a_basket, a_product

pytestmark = pytest.mark.django_db(transaction=True)


def a_tenth_off(*products: Any) -> ConditionalOffer:
    goods = get_model("offer", "Range").objects.create(name="Some")
    for product in products:
        goods.add_product(product)
    condition = get_model("offer", "CountCondition").objects.create(range=goods, type="Count", value=1)
    benefits = get_model("offer", "PercentageDiscountBenefit").objects
    benefit = benefits.create(range=goods, type="Percentage", value=10)
    return ConditionalOffer.objects.create(name="A tenth off", condition=condition, benefit=benefit)


def total(*products: Any) -> Decimal:
    return Decimal(price(basket=a_basket(*products), user=AnonymousUser()).total_incl_tax)


def test_a_second_basket_asks_nothing_about_offers(django_assert_num_queries: Any) -> None:
    a_tenth_off(a_product())
    site_offers()
    with django_assert_num_queries(0):
        assert [offer.name for offer in site_offers()] == ["A tenth off"]


def test_a_changed_benefit_counts_for_the_next_basket() -> None:
    oil = a_product(price="10.00")
    offer = a_tenth_off(oil)
    assert total(oil) == Decimal("9.00")
    benefit = get_model("offer", "Benefit").objects.get(pk=offer.benefit_id)
    benefit.value = 50
    benefit.save()
    assert total(oil) == Decimal("5.00")


def test_a_product_that_joins_the_range_is_reduced() -> None:
    oil, balm = a_product("Oil", price="10.00"), a_product("Balm", price="20.00")
    offer = a_tenth_off(oil)
    assert total(balm) == Decimal("20.00")
    offer.condition.range.add_product(balm)
    assert total(balm) == Decimal("18.00")


def test_an_offer_that_has_ended_is_gone_though_its_row_was_written_past_django(monkeypatch: Any) -> None:
    oil = a_product(price="10.00")
    offer = a_tenth_off(oil)
    assert total(oil) == Decimal("9.00")
    ConditionalOffer.objects.filter(pk=offer.pk).update(status=ConditionalOffer.SUSPENDED)
    monkeypatch.setattr(cached._offers, "_seconds", 0)
    assert total(oil) == Decimal("10.00")


def test_what_one_basket_counted_is_not_anothers() -> None:
    """Oscar’s conditions remember their count in an attribute."""
    a_tenth_off(a_product())
    first, second = site_offers()[0], site_offers()[0]
    first.condition._num_matches = 7
    assert not hasattr(second.condition, "_num_matches")


def test_in_a_transaction_offers_are_read_anew() -> None:
    a_tenth_off(a_product())
    site_offers()
    with transaction.atomic(), CaptureQueriesContext(transaction.get_connection()) as asked:
        site_offers()
    assert any("offer_conditionaloffer" in query["sql"] for query in asked.captured_queries)
