"""The list of stock says how long each size lasts."""

import pytest
from django.test import Client

from shop.partner.movements import Kind
from tests.partner.test_cover import moved
from tests.support.factories import a_product

pytestmark = pytest.mark.django_db


def test_the_list_says_how_long_each_size_lasts(staff: Client) -> None:
    product = a_product("Rose oil", stock=24)
    a_product("Calm oil", stock=5)
    moved(product, Kind.SOLD, -16)
    text = staff.get("/office/stock/").text
    assert "4\n                weeks" in text
    assert "Nothing sold" in text


def test_what_is_low_can_be_listed_alone(staff: Client) -> None:
    product = a_product("Rose oil", stock=21)
    a_product("Calm oil", stock=5)
    moved(product, Kind.SOLD, -16)
    text = staff.get("/office/stock/", {"only": "low"}).text
    assert "Rose oil" in text and "Calm oil" not in text
