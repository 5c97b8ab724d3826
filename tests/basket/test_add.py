"""Adding to the basket from publicly cached pages."""

from typing import Any

import pytest
from django.test import Client

from shop.basket.cookie import NAME
from tests.support.factories import a_product, a_product_in_sizes

pytestmark = pytest.mark.django_db


def add(client: Client, product_id: int, headers: Any = None, **data: str) -> Any:
    return client.post(f"/basket/add/{product_id}/", data, headers=headers, follow=headers is None)


def test_a_visitor_adds_without_a_token() -> None:
    client = Client(enforce_csrf_checks=True)
    page = add(client, a_product("Sunflower oil").pk, quantity="2")
    assert "Added: Sunflower oil, 100 ml × 2" in page.content.decode()
    assert client.cookies[NAME].value == "2.2900"


def test_another_site_can_not_add() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = add(client, a_product().pk, headers={"Sec-Fetch-Site": "cross-site"}, quantity="1")
    assert answer.status_code == 403
    assert NAME not in client.cookies


def test_a_script_gets_words_and_the_badge() -> None:
    answer = add(Client(), a_product("Sunflower oil").pk, headers={"Accept": "application/json"})
    assert answer.json() == {"message": "Added: Sunflower oil, 100 ml", "basket": "1.1450"}


def test_a_size_is_chosen_on_the_parent() -> None:
    parent = a_product_in_sizes("Everyday massage oil")
    page = add(Client(), parent.pk, variant=str(parent.children.get(volume_ml=50).pk))
    assert "Added: Everyday massage oil, 50 ml" in page.content.decode()


def test_without_a_size_the_sizes_are_offered() -> None:
    parent = a_product_in_sizes()
    page = add(Client(), parent.pk, quantity="3")
    assert page.status_code == 409
    assert page.content.decode().count('name="variant"') == 2
    assert 'name="quantity" value="3"' in page.content.decode()


@pytest.mark.parametrize("quantity", ["0", "-1", "1000000000", "🙂", "\x00", "", "1.5", "x" * 10_000, "²"])
def test_an_impossible_quantity_is_refused_in_words(quantity: str) -> None:
    page = add(Client(), a_product().pk, quantity=quantity)
    assert page.status_code == 409
    assert 'role="alert"' in page.content.decode()


def test_more_than_there_is_adds_what_there_is() -> None:
    client = Client()
    page = add(client, a_product("Sunflower oil", stock=2).pk, quantity="9")
    assert "Only 2 left in stock, so we added 2." in page.content.decode()
    assert client.cookies[NAME].value == "2.2900"


def test_a_script_is_told_that_it_was_less() -> None:
    headers = {"Accept": "application/json"}
    answer = add(Client(), a_product("Sunflower oil", stock=2).pk, headers=headers, quantity="9")
    said = "Added: Sunflower oil, 100 ml × 2. Only 2 left in stock, so we added 2."
    assert (answer.status_code, answer.json()["message"]) == (200, said)


def test_all_there_is_may_be_in_the_basket_already() -> None:
    client, product = Client(), a_product(stock=3)
    add(client, product.pk, quantity="3")
    page = add(client, product.pk, quantity="1")
    assert page.status_code == 409
    assert "Only 3 left in stock, and your 3 are in your basket already." in page.content.decode()


def test_one_order_holds_no_more_of_an_item_than_the_limit() -> None:
    client, product = Client(), a_product(stock=500)
    add(client, product.pk, quantity="60")
    page = add(client, product.pk, quantity="60")
    assert "We sell at most 99 of one item, so we added 39." in page.content.decode()


def test_what_is_in_the_basket_counts_against_the_stock() -> None:
    client, product = Client(), a_product(stock=3)
    add(client, product.pk, quantity="2")
    assert "Only 3 left in stock, so we added 1." in add(client, product.pk, quantity="2").content.decode()
    assert client.cookies[NAME].value.startswith("3.")


def test_sold_out_offers_a_mail() -> None:
    page = add(Client(), a_product("Sunflower oil", stock=0).pk)
    assert "Sunflower oil, 100 ml is sold out." in page.content.decode()
    assert "Email me when Sunflower oil, 100 ml is back in stock" in page.content.decode()


@pytest.mark.parametrize("fields", [{"is_public": False}, None])
def test_what_is_not_on_sale_is_not_found(fields: dict[str, bool] | None) -> None:
    product_id = a_product(**fields).pk if fields else 10**17
    assert add(Client(), product_id).status_code == 404


def test_looking_at_the_address_leads_to_the_basket() -> None:
    assert Client().get("/basket/add/1/").headers["Location"] == "/basket/"
