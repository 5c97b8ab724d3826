"""A third unpaid order of one browser: a plain sentence, and a way to the two that wait."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from shop.order.models import Order
from tests.support.factories import ADDRESS, a_product

pytestmark = pytest.mark.django_db


def place(client: Client, product: int, email: str) -> tuple[int, dict[str, str]]:
    client.post(reverse("basket:add", args=[product]), {"quantity": "1"})
    client.post("/checkout/", {"email": email, **ADDRESS})
    client.post("/checkout/delivery/", {"method": "standard"})
    page = client.get("/checkout/payment/").content.decode()
    fingerprint = re.findall(r'name="fingerprint" value="(\w+)"', page)[0]
    json = {"Accept": "application/json"}
    answer = client.post("/checkout/place/", {"fingerprint": fingerprint}, headers=json)
    return answer.status_code, answer.json()


def test_the_third_is_refused_and_the_basket_shows_the_two() -> None:
    client, product = Client(), a_product(stock=50).pk
    codes = [place(client, product, f"person{n}@example.com")[0] for n in range(2)]
    status, answer = place(client, product, "person3@example.com")
    assert (codes, status) == ([200, 200], 429)
    assert "You already have 2 unpaid orders" in answer["error"]
    page = client.get("/basket/").content.decode()
    assert all(f"Order {order.number} is reserved until" in page for order in Order.objects.all())
    assert "Sunflower oil" in page  # what they wanted to order is still there
