"""A basket that was left for a while says what changed."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from tests.basket.conftest import Basket
from tests.factories import a_product

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
    assert "Tell me when it is back" in page
    assert "Checkout" not in page


def test_fewer_left_offers_that_many(basket: Basket) -> None:
    oil = a_product("Sunflower oil")
    basket.add(oil, 5)
    later(oil, num_in_stock=2)
    page = basket.page()
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
