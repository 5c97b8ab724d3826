"""Offers and ranges as public pages in our look."""

from typing import Any

import pytest
from django.test import Client
from oscar.core.loading import get_model

from tests.support.factories import a_product_in_sizes
from tests.support.purchases import a_code

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def offer() -> Any:
    oil = a_product_in_sizes("Everyday oil")
    goods = get_model("offer", "Range").objects.create(name="Small bottles", is_public=True)
    goods.add_product(oil.children.first())
    condition = get_model("offer", "CountCondition").objects.create(range=goods, type="Count", value=3)
    benefit = get_model("offer", "MultibuyDiscountBenefit").objects.create(range=goods, type="Multibuy")
    return get_model("offer", "ConditionalOffer").objects.create(
        name="3 for 2",
        slug="three-for-two",
        description="<p>Pay for two.</p>",
        condition=condition,
        benefit=benefit,
    )


@pytest.mark.parametrize("url", ["/offers/", "/offers/three-for-two/", "/shop/ranges/small-bottles/"])
def test_the_pages_are_public_and_wear_our_look(offer: Any, url: str) -> None:
    answer = Client().get(url)
    assert (answer.status_code, answer.cookies) == (200, {})
    assert "public" in answer.headers["Cache-Control"]
    assert "bootstrap" not in answer.content.decode()


@pytest.mark.parametrize("url", ["/offers/three-for-two/", "/shop/ranges/small-bottles/"])
def test_a_size_stands_under_its_parent_once(offer: Any, url: str) -> None:
    assert Client().get(url).content.decode().count("product-card__picture") == 1


def test_an_offer_behind_a_code_has_no_page() -> None:
    hidden = a_code().offers.get()
    assert Client().get(f"/offers/{hidden.slug}/").status_code == 404
    assert hidden.name not in Client().get("/offers/").content.decode()
