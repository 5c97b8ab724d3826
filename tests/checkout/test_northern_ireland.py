"""Products not for Northern Ireland are refused at the postcode, with a button that removes them."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from shop.basket.models import Line
from shop.catalogue.delivery_reach import kept_from_ni, ni_exception
from shop.catalogue.models import Product
from tests.support.factories import ADDRESS, a_product, a_product_in_sizes

pytestmark = pytest.mark.django_db
BELFAST = {"email": "ada@example.com", **ADDRESS, "postcode": "BT1 1AA"}


@pytest.fixture
def shopper() -> Client:
    client = Client()
    oils = [a_product("Sunflower oil"), a_product("Calendula-infused oil", ni_ready=False)]
    for oil in oils:
        client.post(reverse("basket:add", args=[oil.pk]), {"quantity": "1"})
    return client


def test_it_is_refused_at_the_postcode_and_nothing_typed_is_lost(shopper: Client) -> None:
    page = shopper.post("/checkout/", BELFAST)
    text = page.content.decode()
    assert page.status_code == 422 and "send Calendula-infused oil to Northern Ireland" in text
    assert "Take it out and continue" in text and "12 High Street" in text


def test_one_click_takes_it_out_and_goes_on(shopper: Client) -> None:
    shopper.post("/checkout/", BELFAST)
    assert "Take it out and continue" in shopper.get("/checkout/delivery/").content.decode()
    done = shopper.post("/checkout/", {"take_out": "1"}, follow=True)
    assert done.redirect_chain == [("/checkout/delivery/", 302)]
    assert "Continue to payment" in done.content.decode()
    assert [line.product.title for line in Line.objects.all()] == ["Sunflower oil"]


def test_of_a_basket_with_nothing_else_the_basket_says_it_is_empty() -> None:
    client, oil = Client(), a_product(ni_ready=False)
    client.post(reverse("basket:add", args=[oil.pk]), {"quantity": "1"})
    client.post("/checkout/", BELFAST)
    done = client.post("/checkout/", {"take_out": "1"}, follow=True)
    assert done.redirect_chain[-1][0] == "/basket/"


def test_elsewhere_it_goes(shopper: Client) -> None:
    assert shopper.post("/checkout/", {**BELFAST, "postcode": "GL5 1AA"}).url == "/checkout/delivery/"


@pytest.mark.parametrize(
    ("titles", "words"),
    [
        ([], ""),
        (["A"], "except A"),
        (["A", "B"], "except A and B"),
        (["A", "B", "C"], "except 3 products, marked on their pages"),
    ],
)
def test_the_exception_in_words(titles: list[str], words: str) -> None:
    assert ni_exception(titles) == words


def promises(text: str) -> list[str]:
    return re.findall(r"Northern Ireland[^<]*", text)


@pytest.mark.usefixtures("_no_page_cache")
def test_every_promise_names_the_product_and_follows_a_change(
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        a_product_in_sizes("Calendula-infused oil", ni_ready=False)
    assert "(except Calendula-infused oil)" in promises(Client().get("/shop/").content.decode())[0]
    with django_capture_on_commit_callbacks(execute=True):
        for product in Product.objects.all():
            product.ni_ready = True
            product.save()
    assert kept_from_ni() == []
    assert "except" not in promises(Client().get("/shop/").content.decode())[0]


@pytest.fixture
def _no_page_cache(settings: Any) -> None:
    settings.VERSION_SECONDS = 0
