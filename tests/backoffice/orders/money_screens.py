"""The money screens as staff use them, for their tests."""

import re
from typing import Any

import pytest
from django.test import Client

from shop.accounts.models import User
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order, the_payment
from tests.support.roles import owner_group

PAYMENTS = "/office/orders/payments/"


@pytest.fixture
def staff(cleo: User) -> Client:
    cleo.groups.add(owner_group())
    return signed_in(cleo)


@pytest.fixture
def paid() -> Any:
    return a_paid_order(a_product(stock=5), quantity=2)


def address(order: Any, what: str = "") -> str:
    return f"/office/orders/{order.number}/{what}"


def refund_form(order: Any) -> str:
    return address(order, f"refund/{the_payment(order).pk}/")


def key_on(page: Any) -> str:
    return re.findall(r'name="key" value="([0-9a-f-]{36})"', page.content.decode())[0]


def fill_in(staff: Client, order: Any, **data: Any) -> dict[str, Any]:
    """The form as the first click sends it."""
    return {
        "key": key_on(staff.get(refund_form(order))),
        "reason": "cancelled",
        "note": "",
        **data,
    }


def status_of(order: Any) -> str:
    order.refresh_from_db()
    return str(order.status)
