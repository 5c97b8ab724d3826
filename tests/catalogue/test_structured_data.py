"""JSON-LD: the page's own facts, and nothing a title can break out of."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from shop.accounts.models import User
from shop.order.deadlines import CANCEL_WITHIN
from tests.support.factories import a_category, a_product, a_product_in_sizes

pytestmark = pytest.mark.django_db(transaction=True)


def data_on(url: str) -> dict[str, Any]:
    text = Client().get(url).content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    return {one["@type"]: one for one in map(json.loads, found)}


def test_every_size_is_an_offer_with_its_price_stock_and_delivery() -> None:
    oil = a_product_in_sizes("Everyday oil", sizes={50: "8.50", 250: "45.01"})
    group = data_on(oil.get_absolute_url())["ProductGroup"]
    offers = [variant["offers"] for variant in group["hasVariant"]]
    assert [offer["price"] for offer in offers] == ["8.50", "45.01"]
    assert [offer["shippingDetails"]["shippingRate"]["value"] for offer in offers] == ["3.95", "0.00"]
    assert {offer["availability"] for offer in offers} == {"https://schema.org/InStock"}


def test_sold_out_is_said() -> None:
    oil = a_product(stock=0)
    assert data_on(oil.get_absolute_url())["Product"]["offers"]["availability"].endswith("OutOfStock")


def test_a_title_breaks_out_of_nothing() -> None:
    oil = a_product("</script><b>&", slug="oil")
    assert data_on("/shop/oil/")["Product"]["name"] == oil.title


def test_demo_reviews_make_no_rating(ada: User) -> None:
    oil: Any = a_product()
    oil.reviews.create(score=5, title="Good", body="Good", user=ada, status=1, is_demo=True)
    assert "aggregateRating" not in data_on(oil.get_absolute_url())["Product"]
    oil.reviews.create(score=4, title="Fine", body="Fine", name="Ben", status=1)
    assert data_on(oil.get_absolute_url())["Product"]["aggregateRating"]["ratingValue"] == 4.0


def test_the_way_leads_from_home_to_the_product() -> None:
    oil = a_product(categories=[a_category("Oils")])
    steps = data_on(oil.get_absolute_url())["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in steps] == ["Home", "Shop", "Oils", "Sunflower oil"]


@pytest.mark.parametrize(("url", "last"), [("/shop/", "Shop"), ("/shop/category/oils/", "Oils")])
def test_lists_have_breadcrumbs_too(url: str, last: str) -> None:
    a_category("Oils")
    assert data_on(url)["BreadcrumbList"]["itemListElement"][-1]["name"] == last


def test_the_page_of_a_size_describes_that_size() -> None:
    oil = a_product_in_sizes("Everyday oil", sizes={50: "8.50", 250: "45.01"})
    for child in oil.children.all():
        data = data_on(child.get_absolute_url())["Product"]
        assert data["size"] == f"{child.volume_ml} ml"
        assert data["sku"] == child.stockrecords.get().partner_sku
        assert data["offers"]["url"].endswith(child.get_absolute_url())
        assert data["isVariantOf"]["productGroupID"] == oil.slug


def test_returns_and_handling_are_by_the_shops_rules() -> None:
    offer = data_on(a_product().get_absolute_url())["Product"]["offers"]
    assert offer["hasMerchantReturnPolicy"]["merchantReturnDays"] == CANCEL_WITHIN.days
    handling = offer["shippingDetails"]["deliveryTime"]["handlingTime"]
    assert (handling["minValue"], handling["maxValue"]) == (0, 1)
