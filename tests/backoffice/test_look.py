"""The office bears the shop's name, not the library's."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from shop.accounts.models import User
from tests.support.cast import signed_in

pytestmark = pytest.mark.django_db


def page(client: Client, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).content, "html.parser")


def test_sign_in_page_names_the_shop() -> None:
    found = page(Client(), "/office/login/")
    assert found.h1.get_text(strip=True) == "Sign in to the office of Plainsong"
    assert " ".join(found.title.get_text().split()) == "Sign in to the office - Plainsong"


def test_first_page_names_the_shop_and_not_the_library(editor: User) -> None:
    found = page(signed_in(editor), "/office/")
    assert " ".join(found.title.get_text().split()) == "Today - Plainsong office"
    assert found.h1.get_text(strip=True) == "Today"
    assert (
        found.select_one("template[data-wagtail-sidebar-branding-logo]").get_text(strip=True) == "Plainsong"
    )
    assert any("office.css" in link["href"] for link in found.select("link[rel=stylesheet]"))
    assert "editor guide" not in found.get_text()
