"""Wherever a product has a price, unit price and delivery charge are beside it (Price Marking Order)."""

import pytest
from bs4 import Tag

from tests.crawl.conftest import Crawl
from tests.crawl.documents import Document

WITHOUT_UNIT_PRICE = ("Newborn massage set", "muslin cloths")  # a set of different items, and pieces
DELIVERY = "UK delivery per order"


@pytest.fixture(scope="module")
def priced(crawl: Crawl) -> list[Document]:
    found = [page for page in crawl.pages if page.soup.select("main .price")]
    assert len(found) > 15
    return found


def test_the_delivery_charge_is_on_every_page_with_prices(priced: list[Document]) -> None:
    offering = [page for page in priced if page.soup.select("main .product-card, main [data-add-to-basket]")]
    assert not [page.name for page in offering if DELIVERY not in page.soup.main.get_text(" ")]


def test_every_price_has_its_unit_price(priced: list[Document]) -> None:
    missing = [
        f"{page.name}: {_words(price)}"
        for page in priced
        for price in page.soup.select("main .product-card .price, main .sizes .price")
        if not _holder(price).select(".unit-price") and not _is_excepted(price)
    ]
    assert not missing


def test_size_menus_name_the_unit_price(crawl: Crawl) -> None:
    options = [
        option
        for page in crawl.pages
        for option in page.soup.select("main option")
        if "£" in option.get_text()
    ]
    assert options
    assert not [option.get_text() for option in options if " per " not in option.get_text()]


def _holder(price: Tag) -> Tag:
    found = price.find_parent(["li", "label", "article"])
    assert isinstance(found, Tag)
    return found


def _is_excepted(price: Tag) -> bool:
    return any(name in _holder(price).get_text(" ") for name in WITHOUT_UNIT_PRICE)


def _words(price: Tag) -> str:
    return " ".join(_holder(price).get_text(" ").split())[:80]
