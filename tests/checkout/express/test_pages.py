"""Where express checkout stands, whose scripts it brings, what the law wants said above the button."""

import json
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests.checkout.express.wallet import Wallet
from tests.support.factories import a_product, a_product_in_sizes

pytestmark = pytest.mark.django_db
GROUP = re.compile(r'<div\s+class="express-checkout".*?data-express-error.*?</div>', re.S)
LAW = ["within 14", "hygiene seal", "places your order", 'href="/terms/"']


@pytest.fixture
def with_stripe(settings: Any) -> None:
    settings.PAYMENTS = "stripe"
    settings.STRIPE_PUBLISHABLE_KEY = "pk_test_x"
    settings.PAGE_CACHE = False


@pytest.fixture
def pages() -> dict[str, Any]:
    """The three pages of a visitor with one oil in the basket."""
    oil, wallet = a_product_in_sizes(), Wallet()
    wallet.adds(a_product())
    paths = {"product": oil.get_absolute_url(), "basket": "/basket/", "checkout": "/checkout/"}
    return {name: wallet.client.get(path) for name, path in paths.items()}


def group(page: Any) -> str:
    found = GROUP.search(page.content.decode())
    return unescape(found[0]) if found else ""


@pytest.mark.parametrize("name", ["product", "basket", "checkout"])
def test_the_law_and_the_total_stand_above_the_button(pages: dict[str, Any], name: str) -> None:
    before = " ".join(group(pages[name]).partition("data-express-buttons")[0].split())
    assert 'aria-label="Express checkout"' in before
    assert all(words in before for words in LAW)
    assert re.search(r"Total £\d+\.\d\d with UK delivery", before)


def test_each_size_has_its_total() -> None:
    oil = a_product_in_sizes(sizes={50: "8.50", 200: "48.00"})
    page = group(Client().get(oil.get_absolute_url()))
    totals = json.loads(re.findall(r'data-totals="(.*?)"\n', page)[0])
    small, large = (str(oil.children.get(volume_ml=volume).pk) for volume in (50, 200))
    assert (totals[small], totals[large]) == (
        "Total £12.45 with UK delivery.",
        "Total £48.00 with UK delivery.",
    )


@pytest.mark.usefixtures("with_stripe")
def test_a_product_page_asks_nothing_of_stripe_before_a_tap(pages: dict[str, Any]) -> None:
    page = pages["product"].content.decode()
    assert "data-express-load" in page
    assert 'src="https://js.stripe.com' not in page
    assert "data-express-load" not in group(pages["basket"])


@pytest.mark.usefixtures("with_stripe")
def test_the_setting_fetches_it_with_the_page(settings: Any) -> None:
    settings.EXPRESS_PRODUCT_LOAD = "page"
    assert "data-express-load" not in group(Client().get(a_product().get_absolute_url()))


@pytest.mark.usefixtures("with_stripe")
@pytest.mark.parametrize("name", ["product", "basket", "checkout"])
def test_stripe_and_nobody_else_is_let_in(pages: dict[str, Any], name: str) -> None:
    policy = pages[name].headers["Content-Security-Policy"]
    hosts = re.findall(r"https://[^\s;]+", policy)
    assert hosts and all(host.endswith("stripe.com") for host in hosts)
    assert "unsafe" not in policy


@pytest.mark.usefixtures("with_stripe")
def test_a_page_without_the_button_lets_nobody_in(settings: Any) -> None:
    settings.EXPRESS_CHECKOUT_PAGES = ["basket"]
    for page in (Client().get(a_product(stock=0).get_absolute_url()), Client().get("/basket/")):
        assert "stripe.com" not in page.headers["Content-Security-Policy"]
        assert group(page) == ""


def test_no_script_stands_in_the_page(pages: dict[str, Any]) -> None:
    for page in pages.values():
        assert not re.findall(r"<script(?![^>]*src=)(?![^>]*json)", page.content.decode())


def test_without_payments_there_is_no_button(settings: Any) -> None:
    settings.PAYMENTS, settings.PAGE_CACHE = "off", False
    page = Client().get(a_product().get_absolute_url())
    assert "data-express" not in page.content.decode()


def test_a_sold_out_product_has_no_button() -> None:
    assert group(Client().get(a_product(stock=0).get_absolute_url())) == ""
