"""Signing in with something in the basket."""

from typing import Any

import pytest
from django.test import Client

from shop.accounts.models import User
from tests.basket.conftest import Basket
from tests.support.factories import a_basket, a_product

pytestmark = pytest.mark.django_db


def sign_in(client: Client, user: User) -> None:
    client.post("/account/login/", {"username": user.email, "password": "correct horse battery"})


def held(user: User) -> dict[str, int]:
    baskets: Any = user.baskets
    return {line.product.title: line.quantity for line in baskets.get(status="Open").lines.all()}


def test_both_baskets_come_together_and_it_is_said(basket: Basket, ada: User) -> None:
    saved, new = a_product("Saved oil"), a_product("New oil")
    a_basket(saved, quantity=2, owner=ada)
    basket.add(new)
    sign_in(basket.client, ada)
    assert held(ada) == {"Saved oil": 2, "New oil": 1}
    assert "We added 2 things you had in your basket before" in basket.page()
    assert basket.cookie() == "3.4350"


def test_the_same_thing_in_both_is_not_counted_twice(basket: Basket, ada: User) -> None:
    oil = a_product("Oil")
    a_basket(oil, quantity=2, owner=ada)
    basket.add(oil, 2)
    sign_in(basket.client, ada)
    assert held(ada) == {"Oil": 2}
    assert "We added" not in basket.page()


def test_undoing_keeps_the_rest_for_later(basket: Basket, ada: User) -> None:
    saved, new = a_product("Saved oil"), a_product("New oil")
    a_basket(saved, new, quantity=3, owner=ada)
    basket.add(new, 1)
    sign_in(basket.client, ada)
    basket.client.post("/basket/merged/", {"undo": "1"})
    assert held(ada) == {"New oil": 1}
    page = basket.page()
    assert "Saved for later" in page
    assert "Saved oil, 100 ml × 3" in page


def test_what_is_kept_comes_back(basket: Basket, ada: User) -> None:
    saved = a_product("Saved oil")
    a_basket(saved, owner=ada)
    basket.add(a_product("New oil"))
    sign_in(basket.client, ada)
    basket.client.post("/basket/merged/", {"undo": "1"})
    kept = ada.baskets.get(status="Saved").lines.get()  # type: ignore[attr-defined]
    basket.client.post(f"/basket/kept/{kept.pk}/")
    assert held(ada) == {"Saved oil": 1, "New oil": 1}
    assert "kept-heading" not in basket.client.get("/basket/").content.decode()


def test_two_windows_signing_in_merge_once(basket: Basket, ada: User) -> None:
    basket.add(a_product("Oil"), 2)
    other = Client()
    other.cookies.load({name: morsel.value for name, morsel in basket.client.cookies.items()})
    sign_in(basket.client, ada)
    sign_in(other, ada)
    assert held(ada) == {"Oil": 2}


def test_baskets_doubled_by_a_race_become_one(ada: User) -> None:
    a_basket(a_product("One"), owner=ada)
    a_basket(a_product("Two"), owner=ada)
    client = Client()
    client.force_login(ada)
    client.get("/basket/")
    assert held(ada) == {"One": 1, "Two": 1}
