"""A basket that was left for a while says what changed."""

import ast
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from shop.accounts.models import User
from tests.basket.conftest import Basket, text_of
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.offers import an_offer

pytestmark = pytest.mark.django_db


def later(product: Any, **fields: Any) -> None:
    product.stockrecords.update(**fields)


def test_a_new_price_is_said_and_does_not_block(basket: Basket) -> None:
    oil = a_product("Sunflower oil", price="14.50")
    basket.add(oil)
    later(oil, price=Decimal("15.00"))
    page = basket.page()
    assert "Sunflower oil, 100 ml was £14.50 when you added it and is £15.00 now." in page
    assert "Checkout" in page


def test_changing_the_quantity_accepts_the_new_price(basket: Basket) -> None:
    oil = a_product(price="14.50")
    basket.add(oil)
    later(oil, price=Decimal("15.00"))
    basket.change(oil, "2")
    assert "when you added it" not in basket.page()


def test_sold_out_blocks_and_offers_a_mail(basket: Basket) -> None:
    oil = a_product("Sunflower oil")
    basket.add(oil)
    later(oil, num_in_stock=0)
    page = basket.page()
    assert "Sunflower oil, 100 ml has sold out since." in page
    assert "Email me when Sunflower oil, 100 ml is back in stock" in page
    assert "Checkout" not in page


def test_fewer_left_offers_that_many(basket: Basket) -> None:
    oil = a_product("Sunflower oil")
    basket.add(oil, 5)
    later(oil, num_in_stock=2)
    page = basket.page()
    assert "Unavailable, or not enough in stock" in page
    assert "There are only 2 of Sunflower oil, 100 ml left." in page
    assert "Take 2 instead" in page
    assert "Checkout" not in page


def test_withdrawn_goods_stay_until_taken_out(basket: Basket) -> None:
    oil = a_product("Sunflower oil")
    basket.add(oil)
    oil.is_public = False
    oil.save()
    assert "is no longer on sale" in basket.page()
    basket.remove(oil)
    assert "is no longer on sale" not in basket.page()


def test_a_lost_price_is_no_error(basket: Basket) -> None:
    oil = a_product("Sunflower oil")
    basket.add(oil)
    later(oil, price=None)
    assert "is no longer on sale" in basket.page()


def test_a_basket_that_cannot_be_bought_names_no_total(client: Client) -> None:
    product = a_product()
    client.post(f"/basket/add/{product.pk}/", {"quantity": 1})
    product.is_public = False
    product.save()
    page = client.get("/basket/").content.decode()
    assert "no longer on sale" in page and 'class="total"' not in page and "data-quantity" not in page


def sold_out(product: Any) -> None:
    later(product, num_in_stock=0)


def too_few(product: Any) -> None:
    later(product, num_in_stock=1)


def withdrawn(product: Any) -> None:
    product.is_public = False
    product.save()


def without_price(product: Any) -> None:
    later(product, price=None)


WAYS = [sold_out, too_few, withdrawn, without_price]


@pytest.fixture
def half(basket: Basket) -> Any:
    """Two bottles of each of two oils; the second oil is withdrawn."""
    goes = a_product("Almond oil", price="20.00")
    basket.add(a_product("Sunflower oil", price="14.50"), 2)
    basket.add(goes, 2)
    return goes


@pytest.mark.parametrize("way", WAYS)
def test_the_rest_is_totalled_and_counted(basket: Basket, half: Any, way: Any) -> None:
    way(half)
    page = basket.page()
    assert "Subtotal £29.00 Delivery £3.95 Total £32.95" in page
    assert "Continue without it" in page and "Remove it to continue." in page
    assert basket.cookie() == "2.2900"


@pytest.mark.parametrize("way", WAYS)
def test_one_click_goes_on_without_it(basket: Basket, half: Any, way: Any) -> None:
    way(half)
    page = basket.client.post("/basket/without/", follow=True)
    assert page.request["PATH_INFO"] == "/checkout/"
    assert "Your order goes on without Almond oil, 100 ml." in text_of(page)
    assert [line.product.title for line in page.context["basket"].lines.all()] == ["Sunflower oil"]


@pytest.mark.parametrize("way", WAYS)
def test_nobody_pays_without_having_said_so(basket: Basket, half: Any, way: Any) -> None:
    way(half)
    for step in ("", "delivery/", "payment/"):
        answer = basket.client.get(f"/checkout/{step}")
        assert (answer.status_code, answer.headers["Location"]) == (302, "/basket/")
    answer = basket.client.post("/checkout/place/", {"fingerprint": "any"})
    assert (answer.status_code, answer.json()["basket"]) == (409, True)
    assert "Almond oil" in answer.json()["error"]


def test_what_is_sold_out_earns_no_offer(basket: Basket, half: Any) -> None:
    an_offer("Multibuy", None, times="3")
    assert "Total £54.50" in basket.page()  # £69 less the cheapest of three; delivery is free
    sold_out(half)
    assert "Subtotal £29.00 Delivery £3.95 Total £32.95" in basket.page()


def test_an_account_keeps_it_for_later(ada: User) -> None:
    basket = Basket(signed_in(ada))
    oil = a_product("Almond oil")
    basket.add(a_product("Sunflower oil"))
    basket.add(oil)
    sold_out(oil)
    basket.client.post("/basket/without/")
    assert "Saved for later Almond oil" in basket.page()


def test_with_nothing_left_there_is_nothing_to_go_on_with(basket: Basket) -> None:
    oil = a_product()
    basket.add(oil)
    sold_out(oil)
    assert "Continue without" not in basket.page()
    assert basket.client.post("/basket/without/").headers["Location"] == "/basket/"


def test_the_words_of_an_error_decide_nothing() -> None:
    """No code asks for a text in an exception: a better wording would change what it does."""
    found = [
        f"{path}:{node.lineno}"
        for folder in ("shop", "guides")
        for path in Path(folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Compare)
        and any(_is_text_of_error(side) for side in [node.left, *node.comparators])
    ]
    assert found == []


def _is_text_of_error(node: ast.expr) -> bool:
    """`str(error)`, for whatever name an `except` might give it."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "str"):
        return False
    named = [arg.id for arg in node.args if isinstance(arg, ast.Name)]
    return bool({"error", "e", "exc", "err", "problem", "exception", "caught"} & set(named))


def test_the_checkout_says_what_to_do_about_a_sold_out_line(basket: Basket) -> None:
    gone, there = a_product("Gone oil"), a_product("Sunflower oil")
    basket.add(gone)
    basket.add(there)
    gone.stockrecords.update(num_in_stock=0)
    page = text_of(basket.client.get("/checkout/", follow=True))
    assert "Gone oil, 100 ml has sold out since. To check out, remove it or continue without it." in page
