"""An order of £0.00 asks for no card; one that a card can't be charged for is refused before the click."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from oscar.core.loading import get_model

from shop.order import statuses
from shop.order.models import Order
from shop.payment.services import balance_of
from tests.support.factories import ADDRESS, a_product
from tests.support.html import html_of
from tests.support.purchases import a_code

pytestmark = pytest.mark.django_db


def payment_page(*, percent: int = 0, price: str = "14.50") -> tuple[Client, str]:
    get_model("shipping", "DeliveryRate").objects.update(price=0)
    client = Client()
    client.post(reverse("basket:add", args=[a_product(price=price).pk]), {"quantity": "1"})
    if percent:
        get_model("basket", "Basket").objects.get().vouchers.add(a_code(percent=percent))
    client.post("/checkout/", {"email": "ada@example.com", **ADDRESS})
    client.post("/checkout/delivery/", {"method": "standard"})
    return client, client.get("/checkout/payment/").content.decode()


def place(client: Client, page: str, **more: str) -> Any:
    fingerprint = re.findall(r'name="fingerprint" value="(\w+)"', page)[0]
    data = {"fingerprint": fingerprint, **more}
    return client.post("/checkout/place/", data, headers={"Accept": "text/html"}, follow=True)


def test_no_card_is_asked_for() -> None:
    client, page = payment_page(percent=100)
    assert "Place order" in page and "Order and pay" not in page and "checkout.js" not in page
    done = place(client, page, free="1")
    assert "/checkout/thank-you/" in done.redirect_chain[-1][0]
    assert "Your order is placed" in html_of(done)
    order = Order.objects.get()
    assert (order.status, balance_of(order).state) == (statuses.PAID, "nothing to pay")


def test_a_form_that_claims_to_be_free_pays_all_the_same() -> None:
    client, page = payment_page()
    done = place(client, page, free="1")
    assert "/checkout/pay/" in done.redirect_chain[-1][0]
    assert Order.objects.get().status == statuses.PENDING


@pytest.mark.parametrize("price", ["0.01", "0.29"])
def test_a_total_below_30p_is_refused_before_the_click(price: str) -> None:
    _, page = payment_page(price=price)
    assert "less than 30p" in page and "data-payment-element" not in page and "disabled" in page
