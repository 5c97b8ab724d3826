"""Which basket a browser has, whatever its cookies say."""

import pytest
from django.core.signing import Signer
from django.test import Client
from oscar.core.loading import get_model

from shop.accounts.models import User
from tests.basket.conftest import Basket
from tests.support.cast import signed_in
from tests.support.factories import a_basket, a_product
from tests.support.html import html_of
from tests.support.purchases import a_code

pytestmark = pytest.mark.django_db

COOKIE = "oscar_open_basket"


@pytest.mark.parametrize(
    "value", ["nonsense", "1:forged", "", Signer().sign("PS-1001"), Signer().sign("9" * 40)]
)
def test_a_broken_cookie_means_a_new_basket(value: str) -> None:
    client = Client()
    client.cookies[COOKIE] = value
    assert client.get("/basket/").status_code == 200
    assert client.post(f"/basket/add/{a_product().pk}/").status_code == 302
    assert get_model("basket", "Line").objects.count() == 1


@pytest.mark.parametrize("status", ["Frozen", "Submitted", "Merged"])
def test_a_basket_closed_in_another_window_is_left_alone(basket: Basket, status: str) -> None:
    oil = a_product()
    basket.add(oil)
    get_model("basket", "Basket").objects.update(status=status)
    basket.add(oil)
    assert get_model("basket", "Basket").objects.count() == 2
    assert basket.line(oil).quantity == 1


def test_an_accounts_basket_can_not_be_had_by_cookie(ada: User) -> None:
    client = Client()
    theirs = a_basket(a_product("Sunflower oil"), owner=ada)
    client.cookies[COOKIE] = Signer().sign(theirs.pk)
    assert "Your basket is empty." in client.get("/basket/").content.decode()


def test_looking_makes_no_basket(ada: User) -> None:
    signed_in(ada).get("/basket/")
    Client().get("/basket/")
    assert not get_model("basket", "Basket").objects.exists()


def test_the_badge_is_right_again_after_an_order(basket: Basket) -> None:
    basket.add(a_product())
    get_model("basket", "Basket").objects.update(status="Submitted")
    basket.client.get("/basket/")
    assert basket.cookie() == ""
    assert basket.client.cookies["shop_basket"]["samesite"] == "Lax"


def test_neither_cookie_goes_with_other_sites_forms(basket: Basket) -> None:
    basket.add(a_product())
    assert {basket.client.cookies[name]["samesite"] for name in (COOKIE, "shop_basket")} == {"Lax"}


def test_signing_out_empties_the_badge(ada: User) -> None:
    client = signed_in(ada)
    client.post(f"/basket/add/{a_product().pk}/")
    client.logout_page = client.post("/account/logout/")  # type: ignore[attr-defined]
    client.get("/basket/")
    assert client.cookies["shop_basket"].value == ""


@pytest.mark.parametrize("path", ["/basket/", "/account/login/", "/orders/"])
def test_pages_of_ones_own_show_the_badge_without_scripts(basket: Basket, path: str) -> None:
    basket.add(a_product(), 2)
    page = html_of(basket.client.get(path))
    assert 'aria-label="Basket, 2 items"' in page
    assert "data-basket-count >2</span>" in page


@pytest.mark.parametrize("value", ["x.1", "²", "-1.0", "9" * 30, ""])
def test_a_made_up_cookie_counts_nothing(basket: Basket, value: str) -> None:
    basket.client.cookies["shop_basket"] = value
    assert 'aria-label="Basket, 0 items"' in basket.client.get("/account/login/").content.decode()


def test_public_pages_say_nothing_of_anybodys_basket(basket: Basket) -> None:
    basket.add(a_product(), 2)
    assert 'aria-label="Basket, 0 items"' in basket.client.get("/shop/").content.decode()


def test_a_refused_add_leaves_the_badge_with_its_discount(basket: Basket) -> None:
    oil = a_product(stock=2)
    basket.add(oil, 2)
    full = basket.cookie()
    basket.client.post("/basket/vouchers/add/", {"code": a_code().code})
    reduced = basket.cookie()
    basket.add(oil)
    assert basket.cookie() == reduced != full
