"""Ordering again: one click to the payment page, or to a basket that says what changed."""

from typing import Any

import pytest
from django.test import Client

from guides.newsletter.models import BuyerChoice
from shop.order import statuses
from shop.order.models import Order
from shop.order.tokens import VIEW, token_for
from tests.basket.conftest import text_of
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order, an_order

pytestmark = pytest.mark.django_db


def again(client: Client, order: Any) -> Any:
    return client.post(f"/orders/{token_for(order, VIEW)}/again/", follow=True)


def test_the_same_items_go_straight_to_the_payment_page(client: Client) -> None:
    order = a_paid_order(a_product("Sunflower oil"), quantity=2)
    page = again(client, order)
    assert page.request["PATH_INFO"] == "/checkout/payment/"
    text = text_of(page)
    assert "2 × Sunflower oil, 100 ml" in text and "wilma@example.com" in text and "12 High Street" in text


def test_a_second_click_adds_nothing(client: Client) -> None:
    order = a_paid_order(a_product("Sunflower oil"), quantity=2)
    again(client, order)
    again(client, order)
    assert client.cookies["shop_basket"].value.startswith("2.")


def test_a_new_price_is_said_first(client: Client) -> None:
    oil = a_product("Sunflower oil", price="14.50")
    order = a_paid_order(oil)
    oil.stockrecords.update(price="15.50")
    page = again(client, order)
    assert page.request["PATH_INFO"] == "/basket/"
    assert "Sunflower oil, 100 ml was £14.50 in that order and is £15.50 now." in text_of(page)


def test_sold_out_and_gone_are_said_and_the_rest_is_there(client: Client) -> None:
    out, gone, there = a_product("Out"), a_product("Gone"), a_product("There")
    order = a_paid_order(out, gone, there)
    out.stockrecords.update(num_in_stock=0)
    gone.delete()
    text = text_of(again(client, order))
    assert "Out, 100 ml is sold out." in text and "Gone, 100 ml is no longer sold." in text
    assert client.cookies["shop_basket"].value.startswith("1.")


def test_fewer_in_stock_are_said(client: Client) -> None:
    oil = a_product("Sunflower oil")
    order = a_paid_order(oil, quantity=3)
    oil.stockrecords.update(num_in_stock=5)  # three of them are set aside for that order
    assert "Only 2 left in stock, so we added 2." in text_of(again(client, order))


def test_other_items_in_the_basket_are_shown_first(client: Client) -> None:
    order = a_paid_order(a_product("Sunflower oil"))
    client.post(f"/basket/add/{a_product('Other oil').pk}/", {"quantity": "1"})
    assert again(client, order).request["PATH_INFO"] == "/basket/"


def test_a_newer_address_of_this_checkout_stays(client: Client) -> None:
    order = a_paid_order()
    newer = {"email": "new@example.com", "name": "New", "line1": "1 New Road", "town": "Bath"}
    client.post(f"/basket/add/{order.lines.get().product_id}/", {"quantity": "1"})
    client.post("/checkout/", newer | {"postcode": "BA1 1AA"})
    client.post("/checkout/delivery/", {"method": "standard"})
    assert "new@example.com" in text_of(again(client, order))


def test_the_question_about_emails_counts_as_not_asked(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    page = again(client, a_paid_order())
    BuyerChoice.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/checkout/place/", {"fingerprint": page.context["quote"].fingerprint})
    assert Order.objects.count() == 2 and not BuyerChoice.objects.exists()


def test_an_unpaid_order_is_paid_and_not_repeated(client: Client) -> None:
    order = an_order()
    assert order.status == statuses.PENDING
    assert again(client, order).request["PATH_INFO"].startswith("/orders/")
    assert not client.session.get("checkout")


def test_looking_changes_nothing_and_a_forged_link_is_not_found(client: Client) -> None:
    order = a_paid_order()
    assert client.get(f"/orders/{token_for(order, VIEW)}/again/").status_code == 405
    assert client.post("/orders/forged/again/").status_code == 404
