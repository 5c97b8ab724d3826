"""The shop's name and the menu at the top: on pages, in emails and in structured data at once."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client

from guides.demo.pages import load_pages
from shop.accounts.models import User
from shop.mail.compose import render
from shop.trader.appearance import Header
from shop.trader.header import first_header, shop_name
from tests.support.factories import a_product
from tests.support.outbox import send_queued
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db
HERE = "/office/shop-settings/header/"
NAMES = ("name", "links", "further_links")


@pytest.fixture(scope="module", autouse=True)
def _pages(module_rows: Callable[..., None]) -> None:
    """Delivery, contact and the others, which the menu leads to."""
    module_rows(lambda: load_pages(pictures=False))


def sent(**changed: str) -> dict[str, str]:
    first = first_header()
    return {name: getattr(first, name) for name in NAMES} | {"seen": "0"} | changed


def page(path: str = "/shop/") -> BeautifulSoup:
    return BeautifulSoup(Client().get(path).content, "html.parser")


def menu() -> dict[str, str]:
    return {link.get_text(strip=True): str(link["href"]) for link in page().select("#site-nav a")}


def structured(path: str) -> str:
    return json.dumps([script.string for script in page(path).select('script[type="application/ld+json"]')])


@pytest.fixture
def renamed(owner: Client, settings: Any, django_capture_on_commit_callbacks: Any) -> None:
    """Pages are in the cache under the old name; then an owner saves a new one."""
    settings.PAGE_CACHE = True
    a_product("Calm oil")
    for path in ("/shop/", "/shop/calm-oil/", "/guides/feed/"):
        assert "Plainsong" in Client().get(path).content.decode()
    links = "Everything /shop/\r\nGuides /guides/"
    with django_capture_on_commit_callbacks(execute=True):
        assert owner.post(f"{HERE}save/", sent(name="Little Lark", links=links)).status_code == 302


def test_pages_and_their_menu_follow_at_once(renamed: None) -> None:
    found = page()
    assert found.title and "Little Lark" in found.title.get_text()
    assert menu()["Everything"] == "/shop/" and "Shop" not in menu()
    assert "Plainsong" not in found.find("header").get_text()  # type: ignore[union-attr]


def test_structured_data_and_feed_follow(renamed: None) -> None:
    assert "Little Lark" in structured("/shop/calm-oil/")
    assert "Plainsong" not in structured("/shop/calm-oil/")
    assert "<title>Little Lark: guides</title>" in Client().get("/guides/feed/").content.decode()


def test_emails_follow_with_sender_and_subject(renamed: None) -> None:
    order = a_paid_order()
    send_queued()
    sent_mail = next(one for one in mail.outbox if order.number in one.subject)
    assert sent_mail.subject == f"Your Little Lark order {order.number}"
    assert sent_mail.from_email.startswith("Little Lark <")
    assert "Little Lark" in render("accounts/mail/no_account", subject="Hello", context={}).html


def test_an_authenticator_app_shows_the_name_of_its_day(renamed: None, cleo: User) -> None:
    assert "issuer=Little%20Lark" in get_adapter().build_totp_url(cleo, "SECRET")


def test_documents_have_the_name_of_their_day(renamed: None) -> None:
    assert a_paid_order().documents.get().snapshot["shop"] == "Little Lark"


def test_what_comes_with_the_shop_may_be_saved_as_it_is(owner: Client) -> None:
    before = menu()
    assert owner.post(f"{HERE}save/", sent()).status_code == 302
    assert menu() == before and shop_name() == "Plainsong"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"links": "Nowhere /nowhere/at-all/"}, "there is no page at /nowhere/at-all/"),
        ({"links": ""}, "Write at least one link"),
        ({"name": ""}, "Type the name of the shop"),
        ({"name": "Eczema Cure"}, "eczema"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(changed: dict[str, str], why: str, owner: Client) -> None:
    answer = owner.post(f"{HERE}save/", sent(**changed))
    assert answer.status_code == 422
    assert why.lower() in str(answer.context["form"].errors).lower()
    assert not Header.objects.exists()


def test_the_second_of_two_owners_is_told(owner: Client) -> None:
    owner.post(f"{HERE}save/", sent(name="Little Lark"))
    answer = owner.post(f"{HERE}save/", sent(name="Big Wren"))
    assert answer.status_code == 422 and "A colleague has changed this" in answer.content.decode()
    assert 'value="Big Wren"' in answer.content.decode()


def test_shopkeepers_look_and_change_nothing(staff: Client) -> None:
    assert "Save name and menu" not in staff.get(HERE).content.decode()
    staff.post(f"{HERE}save/", sent(name="Little Lark"))
    assert not Header.objects.exists()
