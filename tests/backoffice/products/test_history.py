"""What was changed on a product, and by whom."""

import pytest
from django.test import Client

from shop.backoffice.products.history import history_of
from shop.catalogue.models import Product, ProductClass
from tests.backoffice.products.test_products import LIST, saved, url
from tests.support.factories import a_product
from tests.support.html import main_words_of

pytestmark = pytest.mark.django_db


def test_history_has_the_names_of_the_page(shopkeeper: Client) -> None:
    kind = ProductClass.objects.create(name="Oils", slug="oils")
    shopkeeper.post(f"{LIST}add/", {"title": "New oil", "product_class": kind.pk, "structure": "parent"})
    names = {
        name for happened in history_of(Product.objects.get(title="New oil")) for name, *_ in happened.changes
    }
    assert {"It comes in", "Published", "Kind"} <= names
    assert "is nut free" not in names and "Is public" not in names


def test_the_page_says_who_changed_what(shopkeeper: Client) -> None:
    oil = a_product("Marigold oil", summary="Old words.", is_public=False)
    saved(shopkeeper, oil, summary="New words.")
    found = main_words_of(shopkeeper.get(url(oil)))
    assert "Pat" in found and "Old words. → New words." in found
