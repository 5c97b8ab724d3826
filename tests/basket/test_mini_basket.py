"""The mini-basket: the fragment that pages show after adding."""

import re
from typing import Any

import pytest
from django.test import Client
from oscar.core.loading import get_model

from tests.support.factories import a_product, a_product_in_sizes
from tests.support.offers import a_range, an_offer

pytestmark = pytest.mark.django_db
PART = {"Accept": "application/json", "X-Part": "mini-basket"}


def add(client: Client, product: Any, **data: str) -> Any:
    return client.post(f"/basket/add/{product.pk}/", data, headers=PART)


def text_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_it_is_a_fragment_with_the_line_and_the_way_on() -> None:
    page = add(Client(), a_product("Sunflower oil"), quantity="2")
    html, text = page.content.decode(), text_of(page)
    assert "<html" not in html and "Sunflower oil, 100 ml" in text and "2 in your basket" in text
    assert "Subtotal, 2 items £29.00" in text
    assert 'href="/checkout/"' in html and 'href="/basket/"' in html


def test_it_is_private() -> None:
    assert "no-store" in add(Client(), a_product()).headers["Cache-Control"]


def test_it_says_what_is_missing_for_free_delivery() -> None:
    assert "Spend £30.51 more for free UK delivery" in text_of(add(Client(), a_product(price="14.50")))


def test_it_says_that_delivery_is_free() -> None:
    assert "Your UK delivery is free" in text_of(add(Client(), a_product(price="50.00")))


def test_less_than_wanted_is_said() -> None:
    page = add(Client(), a_product(stock=2), quantity="9")
    assert "Only 2 left in stock, so we added 2." in text_of(page)


def test_a_refusal_is_said_in_words() -> None:
    page = add(Client(), a_product("Sunflower oil", stock=0))
    assert (page.status_code, page.json()) == (409, {"error": "Sunflower oil, 100 ml is sold out."})


def test_it_explains_an_offer() -> None:
    oil = a_product("Sunflower oil")
    an_offer("Multibuy", None, times="3", goods=a_range(oil))
    assert "1 more and the third is free" in text_of(add(Client(), oil, quantity="2"))


def test_it_suggests_what_staff_recommend() -> None:
    oil, towel = a_product("Sunflower oil"), a_product("Muslin cloths", volume_ml=None)
    a_product("Best of all")
    get_model("catalogue", "ProductRecommendation").objects.create(primary=oil, recommendation=towel)
    assert "Goes well with it Muslin cloths" in text_of(add(Client(), oil))


def test_it_suggests_what_brings_free_delivery() -> None:
    a_product("Small oil", price="5.00")
    a_product("Large oil", price="32.00")
    assert "Goes well with it Large oil" in text_of(add(Client(), a_product("Sunflower oil", price="14.50")))


def test_what_is_in_the_basket_or_sold_out_is_not_suggested() -> None:
    client, sizes = Client(), a_product_in_sizes()
    a_product("Sold out oil", stock=0)
    add(client, sizes.children.get(volume_ml=50))
    assert "Goes well with it" not in text_of(add(client, sizes.children.get(volume_ml=100)))


def test_a_suggested_size_is_the_smallest_in_stock() -> None:
    sizes = a_product_in_sizes()
    smallest = sizes.children.get(volume_ml=50)
    smallest.stockrecords.update(num_in_stock=0)
    page = add(Client(), a_product("Sunflower oil"))
    assert f"/basket/add/{sizes.children.get(volume_ml=100).pk}/" in page.content.decode()


def test_a_sold_out_line_never_hides_the_total_of_the_rest() -> None:
    client, gone = Client(), a_product("Gone oil", price="9.00")
    add(client, gone)
    gone.stockrecords.update(num_in_stock=0)
    text = text_of(add(client, a_product("Sunflower oil", price="14.50")))
    assert "Subtotal, 1 item £14.50" in text
    assert "One item isn’t available and isn’t counted here." in text


def test_the_basket_page_says_what_is_missing_for_an_offer() -> None:
    client = Client()
    an_offer("Absolute", "5", condition="Value", times="40")
    add(client, a_product(price="14.50"), quantity="2")
    assert "Spend £11 more and get £5 off" in text_of(client.get("/basket/"))


def test_its_line_can_be_flagged_for_what_a_browser_avoids() -> None:
    page = add(Client(), a_product_in_sizes("Sunflower oil").children.get(volume_ml=50))
    assert re.search(r'data-contains="\d+[ \d]*" hidden', page.content.decode())
