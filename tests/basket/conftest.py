"""A browser with a filled basket, and functions that read pages."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from oscar.core.loading import get_model


class Basket:
    """A browser and its basket, in a shopper's words."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def add(self, product: Any, quantity: int = 1) -> None:
        self.client.post(f"/basket/add/{product.pk}/", {"quantity": str(quantity)})

    def line(self, product: Any) -> Any:
        lines = get_model("basket", "Line").objects.filter(basket__status="Open")
        return lines.filter(product=product).last()

    def change(self, product: Any, quantity: str, **kwargs: Any) -> Any:
        address = f"/basket/lines/{self.line(product).pk}/"
        return self.client.post(address, {"quantity": quantity}, follow=True, **kwargs)

    def remove(self, product: Any) -> None:
        self.client.post(f"/basket/lines/{self.line(product).pk}/", {"remove": "1"})

    def page(self) -> str:
        return text_of(self.client.get("/basket/"))

    def cookie(self) -> str:
        return self.client.cookies["shop_basket"].value


def text_of(response: Any) -> str:
    """The words of the page's main part, with single spaces."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)))


@pytest.fixture
def basket(db: None) -> Basket:
    return Basket(Client())


@pytest.fixture
def offers(db: None) -> None:
    """A site offer on all products, as a busy shop would have."""
    goods = get_model("offer", "Range").objects.create(name="Everything", includes_all_products=True)
    get_model("offer", "ConditionalOffer").objects.create(
        name="Nine for eight",
        condition=get_model("offer", "CountCondition").objects.create(range=goods, type="Count", value=9),
        benefit=get_model("offer", "MultibuyDiscountBenefit").objects.create(range=goods, type="Multibuy"),
    )
