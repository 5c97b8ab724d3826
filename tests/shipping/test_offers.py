"""A code or an offer that takes something off the delivery."""

from decimal import Decimal as D
from typing import Any

import pytest
from django.test import Client

from shop.basket.pricing import price
from shop.checkout.quote import quote_for
from tests.support.factories import a_basket, a_product
from tests.support.html import html_of
from tests.support.purchases import GUEST, HOME, a_code, an_order

pytestmark = pytest.mark.django_db
KIND = "Shipping percentage"


def with_code(code: Any, unit: str = "20.00") -> Any:
    basket = a_basket(a_product(price=unit))
    basket.vouchers.add(code)
    return price(basket=basket, user=GUEST)


@pytest.mark.parametrize(("percent", "charged"), [(100, "0.00"), (50, "1.97"), (10, "3.55")])
def test_a_code_takes_its_part_off_the_delivery(percent: int, charged: str) -> None:
    quote = quote_for(with_code(a_code(percent=percent, kind=KIND)), HOME)

    assert (quote.delivery.gross, quote.total) == (D(charged), D("20.00") + D(charged))


@pytest.mark.parametrize(("price", "charged"), [(9, "3.95"), (1, "1.00")])
def test_a_fixed_price_for_delivery_never_makes_it_dearer(price: int, charged: str) -> None:
    code = a_code(percent=price, kind="Shipping fixed price")

    assert quote_for(with_code(code), HOME).delivery.gross == D(charged)


def test_nothing_is_taken_off_a_delivery_that_is_free_already() -> None:
    basket = with_code(a_code(percent=100, kind=KIND), unit="50.00")

    assert quote_for(basket, HOME).method.discount(basket) == D("0.00")


def test_the_order_keeps_what_was_taken_off() -> None:
    order = an_order(a_product(price="20.00"), code=a_code(percent=100, kind=KIND))

    discount = order.discounts.get()
    assert (order.total_incl_tax, order.shipping_incl_tax) == (D("20.00"), D("0.00"))
    assert (discount.amount, discount.voucher_code, discount.is_shipping_discount) == (
        D("3.95"),
        "TENOFF",
        True,
    )


def test_the_basket_names_the_offer_in_place_of_the_bar(client: Client) -> None:
    a_code("SENDFREE", percent=100, kind=KIND)
    client.post(f"/basket/add/{a_product(price='20.00').pk}/", {"quantity": 1})
    client.post("/basket/vouchers/add/", {"code": "SENDFREE"})

    page = html_of(client.get("/basket/"))
    assert "SENDFREE</p>" in page and "<td>Free</td>" in page
    assert "more for free UK delivery" not in page


def test_an_offer_that_ends_changes_what_was_agreed_to() -> None:
    code = a_code(percent=100, kind=KIND)
    basket = with_code(code)
    agreed = quote_for(basket, HOME).fingerprint
    basket.vouchers.clear()

    assert quote_for(price(basket=basket, user=GUEST), HOME).fingerprint != agreed
