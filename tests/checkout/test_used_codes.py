"""A code that works once for each customer works once for a guest, too."""

from typing import Any

import pytest
from django.test import Client

from shop.accounts.models import User
from shop.checkout.services import CodeUsedBefore
from tests.basket.conftest import text_of
from tests.support.factories import ADDRESS, a_basket, a_product
from tests.support.purchases import a_code, an_order, place

pytestmark = pytest.mark.django_db
ONCE = "Once per customer"
ELSEWHERE = {"line1": "9 Other Road", "postcode": "BS1 4DJ"}


def with_code(code: Any) -> Any:
    basket = a_basket(a_product("Second"))
    basket.vouchers.add(code)
    return basket


def test_a_guest_may_use_it_once() -> None:
    assert an_order(code=a_code(usage=ONCE)).total_discount_incl_tax


@pytest.mark.parametrize(
    "details",
    [ELSEWHERE, {"email": "Wilma@Example.com", **ELSEWHERE}, {"email": "other@example.com"}],
    ids=["same email", "same email in capitals", "same address"],
)
def test_a_guest_can_not_use_it_again(details: dict[str, str]) -> None:
    code = a_code(usage=ONCE)
    an_order(code=code)
    with pytest.raises(CodeUsedBefore, match="TENOFF works once for each customer"):
        place(with_code(code), **details)


def test_somebody_else_may_use_it() -> None:
    code = a_code(usage=ONCE)
    an_order(code=code)
    order = place(with_code(code), email="other@example.com", **ELSEWHERE)
    assert order.total_discount_incl_tax


def test_an_account_can_not_use_it_after_its_order_as_guest(ada: User) -> None:
    code = a_code(usage=ONCE)
    an_order(code=code, email=ada.email)
    with pytest.raises(CodeUsedBefore):
        place(with_code(code), user=ada, **ELSEWHERE)


def test_a_code_for_many_uses_asks_nobody() -> None:
    code = a_code(usage="Multi-use")
    an_order(code=code)
    assert place(with_code(code)).total_discount_incl_tax


def test_the_checkout_takes_it_off_and_says_so(client: Client) -> None:
    code = a_code(usage=ONCE)
    an_order(code=code)
    client.post(f"/basket/add/{a_product('Second').pk}/", {"quantity": 1})
    client.post("/basket/vouchers/add/", {"code": code.code})
    client.post("/checkout/", {"email": "wilma@example.com", **ADDRESS})
    page = text_of(client.get("/checkout/delivery/", follow=True))
    assert "The code TENOFF works once for each customer, and you have used it before." in page
    assert "TENOFF" not in text_of(client.get("/checkout/delivery/"))
