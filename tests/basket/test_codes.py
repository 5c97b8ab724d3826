"""Discount codes and offers, in our words."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from oscar.core.loading import get_model

from shop.accounts.models import User
from tests.basket.conftest import Basket, text_of
from tests.cast import signed_in
from tests.factories import a_product

pytestmark = pytest.mark.django_db


def a_code(
    code: str = "WELCOME10", *, percent: int = 10, days: tuple[int, int] = (-1, 1), **fields: Any
) -> Any:
    goods = get_model("offer", "Range").objects.create(name=code, includes_all_products=True)
    offer = get_model("offer", "ConditionalOffer").objects.create(
        name=f"{percent}% off",
        offer_type="Voucher",
        condition=get_model("offer", "CountCondition").objects.create(range=goods, type="Count", value=1),
        benefit=get_model("offer", "PercentageDiscountBenefit").objects.create(
            range=goods, type="Percentage", value=percent
        ),
    )
    start, end = (timezone.now() + timedelta(days=day) for day in days)
    fields = {"usage": "Multi-use", "start_datetime": start, "end_datetime": end} | fields
    voucher = get_model("voucher", "Voucher").objects.create(name=code, code=code, **fields)
    voucher.offers.add(offer)
    return voucher


def apply(basket: Basket, code: str) -> Any:
    return basket.client.post("/basket/vouchers/add/", {"code": code}, follow=True)


def test_a_code_is_taken_in_any_case_and_shown(basket: Basket) -> None:
    a_code()
    basket.add(a_product(price="24.00"))
    page = text_of(apply(basket, " welcome10 "))
    assert "The code WELCOME10 takes £2.40 off." in page
    assert "Code WELCOME10 −£2.40" in page
    assert basket.cookie() == "1.2160"


def test_a_discount_can_cost_the_free_delivery(basket: Basket) -> None:
    a_code()
    basket.add(a_product(price="48.00"))
    assert "Delivery Free" in basket.page()
    assert "Delivery £3.95" in text_of(apply(basket, "WELCOME10"))


def test_a_code_comes_off(basket: Basket) -> None:
    voucher = a_code()
    basket.add(a_product(price="24.00"))
    apply(basket, "WELCOME10")
    basket.client.post(f"/basket/vouchers/{voucher.pk}/remove/")
    assert "Total £27.95" in basket.page()
    assert basket.cookie() == "1.2400"


REFUSED = [
    ({"days": (-9, -1)}, "ran out on"),
    ({"days": (1, 9)}, "can be used from"),
    ({"usage": "Once per customer"}, "Please sign in to use it."),
]


@pytest.mark.parametrize(("fields", "said"), REFUSED)
def test_a_refused_code_says_why(basket: Basket, fields: Any, said: str) -> None:
    a_code(**fields)
    basket.add(a_product())
    page = apply(basket, "WELCOME10")
    assert page.status_code == 400
    assert said in text_of(page)
    assert 'value="WELCOME10"' in page.content.decode()


def test_a_used_code_says_so(ada: User) -> None:
    basket = Basket(signed_in(ada))
    voucher = a_code(usage="Once per customer")
    order = get_model("order", "Order").objects.create(
        number="1", total_incl_tax=1, total_excl_tax=1, shipping_incl_tax=0, shipping_excl_tax=0
    )
    voucher.applications.create(user=ada, order=order)
    basket.add(a_product())
    assert "You have used the code WELCOME10 before" in text_of(apply(basket, "WELCOME10"))


@pytest.mark.parametrize("code", ["", "NOPE", "\x00", "🙂", "x" * 10_000])
def test_an_unknown_code_is_no_error(basket: Basket, code: str) -> None:
    basket.add(a_product())
    page = apply(basket, code)
    assert page.status_code == 400
    assert 'id="code-error"' in page.content.decode()


def test_a_code_that_stopped_working_is_said(basket: Basket) -> None:
    voucher = a_code()
    basket.add(a_product())
    apply(basket, "WELCOME10")
    voucher.end_datetime = timezone.now() - timedelta(hours=1)
    voucher.save()
    assert "Code WELCOME10 has run out and saves nothing any more." in basket.page()
