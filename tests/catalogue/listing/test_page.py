"""In a list filtered by size or price, a card shows the price of the matching size."""

import re

import pytest
from django.test import Client

from tests.support.factories import a_product_in_sizes

pytestmark = pytest.mark.django_db(transaction=True)


def prices(query: str) -> list[str]:
    return re.findall(r'class="price">([^<]+)<', Client().get(f"/shop/?{query}").content.decode())


@pytest.fixture(autouse=True)
def oils() -> None:
    a_product_in_sizes("Jojoba", sizes={50: "8.50", 250: "28.00", 500: "45.00"})
    a_product_in_sizes("Almond", sizes={50: "9.50", 250: "21.00"})


def test_without_a_size_the_smallest_price_stands_there() -> None:
    assert set(prices("")) == {"From £8.50", "From £9.50"}


def test_a_card_names_the_price_of_the_size_that_was_asked_for() -> None:
    assert set(prices("size=family")) == {"From £28.00", "£21.00"}


def test_prices_narrow_what_sizes_leave() -> None:
    assert set(prices("size=family&price=20-30")) == {"£28.00", "£21.00"}


def test_prices_are_sorted_as_they_are_shown() -> None:
    assert prices("size=family&sort=price") == ["£21.00", "From £28.00"]
    assert prices("size=family&sort=-price") == ["From £28.00", "£21.00"]


def test_a_card_leads_to_the_size_that_was_asked_for() -> None:
    page = Client().get("/shop/?size=family").content.decode()
    (url,) = re.findall(r'href="(/shop/almond/\?size=\d+)"', page)
    (size,) = re.findall(
        r"checked[^>]*>\s*<span class=\"sizes__name\">\s*(\d+ ml)", Client().get(url).content.decode()
    )
    assert size == "250 ml"


def test_where_no_one_size_fits_both_the_product_stands_as_it_is() -> None:
    assert prices("size=family&price=under-10") == ["From £8.50", "From £9.50"]
