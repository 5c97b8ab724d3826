"""What everybody gets without a code is seen before the basket: in the menu, on cards and beside sizes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oscar.core.loading import get_model

from shop.basket.pricing import price
from shop.offer.public_offers import read_offers
from tests.basket.conftest import Basket, text_of
from tests.support.factories import a_basket, a_category, a_product, a_product_in_sizes
from tests.support.offers import a_range, a_voucher, an_offer, undone
from tests.support.purchases import GUEST

pytestmark = pytest.mark.django_db


def words(path: str) -> str:
    return text_of(Client().get(path))


def menu() -> str:
    page = Client().get("/shop/").content.decode()
    return page.partition('aria-label="Main"')[2].partition("</nav>")[0]


def three_for_two(*products: Any, **fields: Any) -> Any:
    return an_offer("Multibuy", None, times="3", goods=a_range(*products), name="3 for 2", **fields)


def test_the_menu_leads_to_offers_while_there_are_any() -> None:
    a_product()
    three_for_two()
    assert 'href="/offers/">Offers' in menu()


def over() -> Any:
    return three_for_two(end_datetime=timezone.now() - timedelta(hours=1))


def to_come() -> Any:
    return three_for_two(start_datetime=timezone.now() + timedelta(hours=1))


def suspended() -> Any:
    return three_for_two().suspend()


def used_up() -> Any:
    return three_for_two(max_global_applications=1, num_applications=1)


def behind_a_code() -> Any:
    return a_voucher("CODE", three_for_two())


@pytest.mark.parametrize("make", [over, to_come, suspended, used_up, behind_a_code])
def test_what_not_everybody_gets_now_is_on_no_page(make: Any) -> None:
    oil = a_product("Sunflower oil")
    make()
    assert "Offers" not in menu()
    assert "3 for 2" not in words("/shop/") + words(oil.get_absolute_url()) + words("/offers/")


def test_a_card_and_the_size_in_question_name_the_offer() -> None:
    oil = a_product_in_sizes("Sunflower oil")
    three_for_two(oil.children.get(volume_ml=50))
    assert "3 for 2" in words("/shop/")
    page = Client().get(oil.get_absolute_url()).content.decode()
    small, big = page.partition("<fieldset")[2].partition("</fieldset>")[0].split("</label>")[:2]
    assert ("50 ml" in small, "3 for 2" in small, "3 for 2" in big) == (True, True, False)


@pytest.mark.parametrize("path", ["/shop/", "/shop/sunflower-oil/", "/"])
def test_the_page_stays_the_same_for_everybody(path: str) -> None:
    a_product("Sunflower oil")
    three_for_two()
    first, second = Client().get(path), Client().get(path)
    assert first.content == second.content
    assert first.cookies == {}


@pytest.mark.parametrize("path", ["/shop/", "/shop/sunflower-oil/"])
def test_a_lowered_price_stands_with_the_old_one(path: str) -> None:
    a_product("Sunflower oil", price="9.50")
    an_offer("Percentage", "20", name="Spring sale")
    said = words(path)
    assert "£7.60" in said and "£9.50 without the offer" in said and "Spring sale" in said


def test_what_is_free_to_send_is_no_price_of_a_product() -> None:
    a_product("Sunflower oil", price="9.50")
    an_offer("Shipping percentage", "100", name="Delivery week")
    assert "without the offer" not in words("/shop/")
    assert "Delivery week" in words("/offers/")


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(
    rules=st.lists(
        st.tuples(
            st.sampled_from([("Percentage", "12.5"), ("Percentage", "60"), ("Fixed", "3")]),
            st.booleans(),
            st.sampled_from([0, 5]),
            st.booleans(),
        ),
        max_size=3,
    ),
    pence=st.integers(50, 3000),
)
def test_the_price_shown_is_the_price_of_one_in_the_basket(rules: list[Any], pence: int) -> None:
    with undone():
        oil, other = a_product(price=str(Decimal(pence) / 100)), a_product("Other oil")
        for (kind, value), exclusive, priority, elsewhere in rules:
            goods = a_range(other) if elsewhere else a_range()
            an_offer(kind, value, goods=goods, exclusive=exclusive, priority=priority)
        basket = price(basket=a_basket(oil), user=GUEST)
        shown = read_offers().price(oil.pk, Decimal(pence) / 100)
    assert shown == basket.total_incl_tax


def test_products_of_every_kind_of_range_are_found() -> None:
    oil, sized = a_product(categories=[a_category()]), a_product_in_sizes()
    ranges = [
        get_model("offer", "Range").objects.create(name=name) for name in ("class", "category", "parent")
    ]
    ranges[0].classes.add(oil.product_class)
    ranges[1].included_categories.add(oil.categories.get())
    ranges[2].add_product(sized)
    offers = [an_offer("Percentage", "10", goods=goods, name=goods.name) for goods in ranges]
    shown = read_offers()
    for offer in offers:
        for product in [oil, *sized.children.all()]:
            named = offer.name in [found.name for found in shown.of(product.pk)]
            assert named == offer.condition.range.contains_product(product), (offer.name, product)


MIDNIGHT = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
def cached(settings: Any) -> Iterator[Client]:
    """A visitor of cached pages."""
    settings.PAGE_CACHE = True
    yield Client()


@pytest.mark.django_db(transaction=True)
def test_an_offer_begins_and_ends_on_kept_pages(cached: Client) -> None:
    a_product("Sunflower oil")
    three_for_two(start_datetime=MIDNIGHT, end_datetime=MIDNIGHT + timedelta(days=1))
    seen = []
    for seconds in (-1, 1, 24 * 3600 - 1, 24 * 3600 + 1):
        with time_machine.travel(MIDNIGHT + timedelta(seconds=seconds)):
            seen.append("3 for 2" in cached.get("/shop/").content.decode())
    assert seen == [False, True, True, False]


@pytest.mark.django_db(transaction=True)
def test_what_staff_change_shows_at_once(cached: Client) -> None:
    oil, other = a_product("Sunflower oil"), a_product("Other oil")
    goods = a_range(other)
    an_offer("Percentage", "20", goods=goods, name="Spring sale")
    address = oil.get_absolute_url()
    assert "Spring sale" not in cached.get(address).content.decode()
    goods.add_product(oil)
    assert "Spring sale" in cached.get(address).content.decode()
    get_model("offer", "ConditionalOffer").objects.get().suspend()
    assert "Spring sale" not in cached.get(address).content.decode()


@pytest.mark.parametrize(
    ("quantity", "said"),
    [
        (1, "2 more and the third is free"),
        (2, "1 more and the third is free"),
        (5, "1 more and the third is free"),
    ],
)
def test_the_basket_says_what_is_missing(basket: Basket, quantity: int, said: str) -> None:
    three_for_two()
    basket.add(a_product(), quantity)
    assert said in basket.page()


@pytest.mark.parametrize(("quantity", "stock"), [(3, 99), (6, 99), (2, 2)])
def test_it_says_nothing_where_nothing_is_missing_or_left(basket: Basket, quantity: int, stock: int) -> None:
    three_for_two()
    basket.add(a_product(stock=stock), quantity)
    assert "the third is free" not in basket.page()


def test_an_offer_of_every_size_is_named_beside_the_price_alone() -> None:
    sizes = a_product_in_sizes()
    three_for_two(*sizes.children.all())
    page = BeautifulSoup(Client().get(sizes.get_absolute_url()).content, "html.parser")
    assert page.select(".buy__price .badge") and not page.select(".sizes__tile .badge")
