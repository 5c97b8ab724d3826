"""The home page and the information pages: public, cheap, and written by the demo only once."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from guides.demo.pages import INFO_PAGES, load_pages
from guides.models import HomePage
from shop.shipping.methods import threshold
from tests.support import factories
from tests.support.small_pictures import pictures_are_small

HOME_BUDGET = 12


@pytest.fixture(scope="module")
def _loaded(module_rows: Callable[..., None]) -> None:
    with pictures_are_small():
        module_rows(load_pages)


@pytest.fixture
def home(_loaded: None, db: None) -> HomePage:
    return HomePage.objects.get()


def feature(home: HomePage, number: int) -> None:
    """So many products, as many of them on the home page as there is room for."""
    chosen = [factories.a_product(f"Home Oil {n}", slug=f"home-oil-{n}", stock=n + 1) for n in range(number)]
    home.body = [
        ("products", {"heading": "Ours", "rule": "chosen", "products": chosen, "number": min(number, 8)})
    ]
    home.save()


def queries() -> int:
    client = Client()
    client.get("/")  # makes the pictures
    with CaptureQueriesContext(connection) as seen:
        assert client.get("/").status_code == 200
    return len(seen)


def test_home_keeps_its_budget_whatever_it_features(home, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        feature(home, 12)
    assert queries() <= HOME_BUDGET


def test_home_shows_what_it_features(home, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        feature(home, 2)
    assert "Home Oil 0" in Client().get("/").content.decode()


@pytest.mark.parametrize("path", ["/", *(f"/{slug}/" for slug, *_ in INFO_PAGES)])
def test_page_is_public_and_sets_no_cookie(home, path):
    answer = Client().get(path)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert "public" in answer["Cache-Control"]


def test_delivery_page_takes_the_promise_from_the_rule(home, settings):
    settings.FREE_DELIVERY_INCLUSIVE = True
    assert threshold().promise in Client().get("/delivery/").content.decode()
    assert "or more" in threshold().promise


def test_returns_page_keeps_faulty_goods_rights_beside_the_seal(home):
    words = " ".join(Client().get("/returns/").content.decode().split())
    assert "hygiene seal" in words
    assert "takes nothing from your rights if something is faulty" in words
    assert "I hereby give notice" in words


def test_loading_again_writes_nothing_and_keeps_edits(home):
    Page.objects.filter(slug="returns").update(title="Sending it back")
    assert load_pages() == 0
    assert Page.objects.get(slug="returns").title == "Sending it back"


def test_the_demo_has_a_directory_of_examples(home: HomePage, client: Client) -> None:
    html = client.get("/directory/").content.decode()
    for heading in ("Classes", "Magazines", "Video channels", "Help"):
        assert f"<h2>{heading}</h2>" in html
    addresses = re.findall(r'href="(https?://[^"/]+)/[^"]*" rel="noopener"', html)
    assert {*addresses} == {"https://example.com", "https://example.org"}


@pytest.mark.parametrize("path", ["/no-such-page/", "/shop/no-such-oil/"])
def test_missing_page_wears_the_shops_look(home, path):
    answer = Client().get(path)
    assert answer.status_code == 404
    assert "We cannot find that page" in answer.content.decode()
