"""What was put into baskets and never ordered, to the penny."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from shop.basket.models import Basket
from shop.phone_orders.drafts import start_draft
from shop.reports.baskets_left import DAY, SIZE, SOURCE, BasketsLeft, baskets_left, left_by
from tests.support.factories import a_basket, a_product

pytestmark = pytest.mark.django_db


def today() -> Any:
    day = timezone.localdate()
    return day, day


def slow(baskets: list[Any], product: Any = None) -> BasketsLeft:
    """Added up basket by basket."""
    lines = [line for basket in baskets for line in basket.lines.all() if product in (None, line.product)]
    pence = sum(int(line.price_incl_tax * 100) * line.quantity for line in lines)
    return BasketsLeft(len({line.basket_id for line in lines}), sum(line.quantity for line in lines), pence)


@pytest.fixture
def waiting() -> list[Any]:
    oil, balm = a_product(price="14.99"), a_product("Balm", price="0.07", stock=99)
    baskets = [a_basket(oil, balm, quantity=3), a_basket(balm, quantity=7), a_basket(oil)]
    baskets[2].lines.update(source="guide-3")
    return baskets


def test_the_whole_is_a_slow_sum(waiting: list[Any]) -> None:
    assert baskets_left(*today()) == slow(waiting) == BasketsLeft(3, 14, 4 * 1499 + 10 * 7)


def test_each_size_is_a_slow_sum(waiting: list[Any]) -> None:
    found = left_by(*today(), SIZE)
    products = {line.product for basket in waiting for line in basket.lines.all()}
    assert found == {product.pk: slow(waiting, product) for product in products}


def test_every_way_of_adding_up_has_the_same_worth(waiting: list[Any]) -> None:
    worth = {sum(row.worth for row in left_by(*today(), by).values()) for by in (SIZE, SOURCE, DAY)}
    assert worth == {slow(waiting).worth}
    assert left_by(*today(), SOURCE)["guide-3"] == BasketsLeft(1, 1, 1499)


def test_a_line_without_a_price_is_worth_nothing(waiting: list[Any]) -> None:
    waiting[1].lines.update(price_incl_tax=None)
    assert baskets_left(*today()).worth == 4 * 1499 + 3 * 7


def test_baskets_of_the_telephone_and_those_being_paid_dont_wait(waiting: list[Any], cleo: Any) -> None:
    draft = start_draft(by=cleo)
    waiting[0].lines.update(basket=draft.basket)
    Basket.objects.filter(pk=waiting[1].pk).update(status=Basket.FROZEN)
    assert baskets_left(*today()) == BasketsLeft(1, 1, int(Decimal("14.99") * 100))
