"""One card: a picture, a line of text, one price with its unit price, badges on the picture."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.utils import timezone

from shop.catalogue.listing.snapshot import build_snapshot
from shop.order.models import Order
from shop.price_history.models import PriceChange
from tests.support.factories import a_product, a_product_in_sizes
from tests.support.offers import a_range, an_offer
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db


def card(product: Any) -> Tag:
    found = BeautifulSoup(build_snapshot("now").by_id[product.pk].card, "html.parser").li
    assert found
    return found


def words(tag: Tag | None) -> str:
    assert tag
    return " ".join(tag.get_text(" ").split())


def test_one_line_says_sizes_and_age() -> None:
    oil = a_product_in_sizes(sizes={50: "8.50", 100: "14.50", 250: "29.00"}, min_age_months=0)
    assert words(card(oil).select_one(".product-card__line")) == "50 to 250 ml Assessed from birth"


def test_contents_too_long_for_a_line_are_left_to_the_product_page() -> None:
    kit = a_product(volume_ml=None, contents="1 bottle of 100 ml, 1 cloth, 1 oak dish", min_age_months=6)
    assert words(card(kit).select_one(".product-card__line")) == "From 6 months"


def test_the_price_line_has_one_unit_price() -> None:
    oil = a_product_in_sizes(sizes={50: "8.50", 100: "14.50"})
    assert words(card(oil).select_one(".product-card__prices")) == "From £8.50 £170.00 per litre"


def test_sold_out_and_offers_are_said_on_the_picture() -> None:
    oil = a_product(stock=0)
    an_offer("Percentage", "20", goods=a_range(oil), name="Spring sale")
    assert words(card(oil).select_one(".product-card__picture")) == "Sold out Spring sale"


def test_a_lowered_price_stands_with_the_former_one_where_the_law_allows() -> None:
    oil = a_product(price="14.50")
    order = a_paid_order(oil)
    now = timezone.now()
    Order.objects.filter(pk=order.pk).update(date_placed=now - timedelta(days=30))
    oil.price_changes.all().delete()
    oil.stockrecords.update(price=Decimal("11.60"))
    oil.price_changes.all().delete()
    for price, days in (("14.50", 50), ("11.60", 10)):
        PriceChange.objects.create(product=oil, price=price, changed_at=now - timedelta(days=days))
    assert words(card(oil).select_one(".product-card__prices")).startswith("£11.60 Was £14.50")


@pytest.mark.parametrize("query", ["", "?size=travel", "?price=10-20&size=everyday"])
def test_the_panel_says_how_many_products_the_list_shows(query: str) -> None:
    a_product("One oil", volume_ml=50, price="8.00")
    a_product("Another oil", volume_ml=100, price="14.50")
    a_product("A third", volume_ml=100, price="15.00")
    page = BeautifulSoup(Client().get(f"/shop/{query}").content, "html.parser")
    cards = len(page.select("main .product-card"))
    assert words(page.select_one(".filters button")) == f"Show {cards} product{'s' if cards > 1 else ''}"


def test_the_panels_button_keeps_search_filters_and_order() -> None:
    a_product("Sunflower oil", volume_ml=50)
    page = BeautifulSoup(Client().get("/search/?q=oil&size=travel&sort=price").content, "html.parser")
    sent = {str(field["name"]): str(field["value"]) for field in page.select(".filters input")}
    assert sent == {"q": "oil", "size": "travel", "sort": "price"}


def test_an_offer_shows_its_products() -> None:
    oil = a_product("Sunflower oil")
    an_offer("Multibuy", None, times="3", goods=a_range(oil), name="3 for 2")
    page = BeautifulSoup(Client().get("/offers/").content, "html.parser")
    assert [words(title) for title in page.select(".product-card h3")] == ["Sunflower oil"]
