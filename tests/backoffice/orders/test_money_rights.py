"""Who sees and moves an order's money, up to which limit, and what the log says of it."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from wagtail.log_actions import registry

from shop.accounts.models import User
from shop.order import statuses
from shop.payment.models import Refund
from tests.backoffice.orders.money_screens import (
    PAYMENTS,
    address,
    fill_in,
    key_on,
    paid,
    refund_form,
    staff,
    status_of,
)
from tests.support.cast import access, signed_in
from tests.support.purchases import the_payment
from tests.support.roles import bookkeeper_group, owner_group, shopkeeper_group

__all__ = ["paid", "staff"]  # fixtures

pytestmark = pytest.mark.django_db


def refused(client: Client, url: str, method: str = "post") -> bool:
    """The gate leads back to the first page."""
    answer = getattr(client, method)(url)
    return answer.status_code == 302 and answer.headers["Location"] == "/office/"


DEEDS = ["cancel/", "accept/", "look/", "settle/", "refund/{pk}/"]


def test_who_keeps_the_books_sees_the_money_and_moves_none(paid: Any, cleo: User) -> None:
    cleo.groups.add(bookkeeper_group())
    reader = signed_in(cleo)
    page = reader.get(address(paid)).content.decode()
    assert "Left to refund" in page and "Cancel the order" not in page
    assert reader.get(PAYMENTS).status_code == 200
    for deed in DEEDS:
        assert refused(reader, address(paid, deed.format(pk=the_payment(paid).pk)))
    assert (status_of(paid), Refund.objects.count()) == (statuses.PAID, 0)


def test_shopkeepers_refund_and_accept_nothing(paid: Any, cleo: User) -> None:
    cleo.groups.add(shopkeeper_group())
    keeper = signed_in(cleo)
    assert keeper.get(refund_form(paid)).status_code == 200
    assert refused(keeper, address(paid, "accept/")) and refused(keeper, address(paid, "settle/"))
    assert refused(keeper, PAYMENTS, "get")


@pytest.fixture
def keeper(cleo: User, settings: Any) -> Client:
    settings.REFUND_LIMIT = Decimal("10.00")
    cleo.groups.add(shopkeeper_group())
    return signed_in(cleo)


def test_a_shopkeeper_gives_back_up_to_the_limit_of_an_order(keeper: Client, paid: Any) -> None:
    for amount in ("6.00", "5.00"):
        given = fill_in(keeper, paid, other=amount, seen=int(Decimal(amount) * 100))
        page = keeper.post(refund_form(paid), given)
    assert page.status_code == 422 and "you may give back £10.00 altogether" in page.content.decode()
    assert [refund.amount_minor for refund in Refund.objects.all()] == [600]


def test_the_limit_holds_for_cancelling_too(keeper: Client, paid: Any) -> None:
    key = key_on(keeper.get(address(paid, "cancel/")))
    data = {"key": key, "reason": "cancelled", "restock": "on"}
    page = keeper.post(address(paid, "cancel/"), data, follow=True).content.decode()
    assert "please ask the owner" in page
    assert (status_of(paid), Refund.objects.count()) == (statuses.PAID, 0)


def test_owners_have_no_limit(staff: Client, paid: Any, settings: Any) -> None:
    settings.REFUND_LIMIT = Decimal("1.00")
    staff.post(refund_form(paid), fill_in(staff, paid, other="6.00", seen=600))
    assert Refund.objects.get().amount_minor == 600


def test_each_deed_is_logged_once_with_who(staff: Client, paid: Any, cleo: User) -> None:
    data = fill_in(staff, paid, other="6.00", seen=600, note="scuffed label")
    for _ in range(2):
        staff.post(refund_form(paid), data)
    entry = registry.get_logs_for_instance(paid).get()
    assert (entry.action, entry.user) == ("order.refunded", cleo)
    assert entry.data | {"from": ""} == {"from": ""} | {
        "changes": [["Given back", "", "£6.00"], ["Reason", "", "Cancelled"]],
        "why": "scuffed label",
    }


def test_nobody_else_moves_money(paid: Any, ada: User, mia: User) -> None:
    for deed in DEEDS:
        url = address(paid, deed.format(pk=the_payment(paid).pk))
        assert access(url, {"visitor": None, "shopper": ada, "marketer": mia}, "post") == dict.fromkeys(
            ("visitor", "shopper", "marketer"), 302
        )
    assert (status_of(paid), Refund.objects.count()) == (statuses.PAID, 0)


@pytest.mark.parametrize("screen", ["", "refund/{pk}/", "cancel/"])
def test_only_the_shops_staff_get_in(
    screen: str, paid: Any, ada: User, ben: User, mia: User, cleo: User
) -> None:
    ben.is_staff = True
    ben.save()
    cleo.groups.add(owner_group())
    people = {"visitor": None, "shopper": ada, "no group": ben, "marketer": mia, "staff": cleo}
    url = address(paid, screen.format(pk=the_payment(paid).pk))
    assert access(url, people) == {**dict.fromkeys(people, 302), "staff": 200}
