"""Gifts: a message and no prices in the parcel, from the checkout to the packing slip."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from shop.accounts.models import User
from shop.checkout.forms import AddressForm
from shop.checkout.payment_element import element_context
from shop.order.models import Order
from shop.order.personal_data import keep_orders, orders_of
from shop.order.tokens import VIEW, token_for
from shop.privacy.retention import purge
from tests.basket.conftest import text_of
from tests.support.cast import access, signed_in
from tests.support.factories import ADDRESS, a_product
from tests.support.purchases import HOME, a_paid_order
from tests.support.roles import shopkeeper_group

pytestmark = pytest.mark.django_db
MESSAGE = "For Noor,\nwelcome to the world!"
FORM = {"email": "wilma@example.com", **ADDRESS}


@pytest.fixture
def gift() -> Order:
    return a_paid_order(a_product("Sunflower oil"), gift_message=MESSAGE, hides_prices="1")


def test_message_and_choice_reach_the_order(client: Client) -> None:
    client.post(f"/basket/add/{a_product().pk}/", {"quantity": "1"})
    client.post("/checkout/", FORM | {"gift_message": MESSAGE, "hides_prices": "1"})
    client.post("/checkout/delivery/", {"method": "standard"})
    page = client.get("/checkout/payment/")
    assert "welcome to the world! No prices in the parcel." in text_of(page)
    client.post("/checkout/place/", {"fingerprint": page.context["quote"].fingerprint})
    order = Order.objects.get()
    assert (order.gift_message, order.hides_prices, order.guest_email) == (MESSAGE, True, FORM["email"])


def test_continuing_as_guest_forgets_nothing(client: Client) -> None:
    client.post(f"/basket/add/{a_product().pk}/", {"quantity": "1"})
    sent = {"guest": "1", "email": FORM["email"], "gift_message": "Hello", "hides_prices": "1"}
    client.post("/checkout/", sent)
    page = client.get("/checkout/").content.decode()
    assert ">\nHello</textarea>" in page.replace("\r", "") and '<details class="gift details" open>' in page


@pytest.mark.parametrize(("sent", "errors"), [("x\r\n" * 125, []), ("x" * 251, ["gift_message"])])
def test_its_length_counts_a_line_end_once(sent: str, errors: list[str]) -> None:
    assert list(AddressForm(FORM | {"gift_message": sent}).errors) == errors


def test_it_is_plain_text() -> None:
    form = AddressForm(FORM | {"gift_message": "a\x07\u202eb <b>c</b>"})
    assert form.is_valid() and form.cleaned_data["gift_message"] == "ab <b>c</b>"


def test_the_order_page_shows_it_escaped(client: Client) -> None:
    order = a_paid_order(gift_message="<b>Hi</b>")
    page = client.get(f"/orders/{token_for(order, VIEW)}/").content.decode()
    assert "&lt;b&gt;Hi&lt;/b&gt;" in page and "<b>Hi</b>" not in page


def test_the_packer_sees_it(gift: Order, cleo: User) -> None:
    cleo.groups.add(shopkeeper_group())
    staff = signed_in(cleo)
    for path in (f"office/orders/{gift.number}/", "office/packing/"):
        assert "welcome to the world!" in staff.get(f"/{path}").content.decode()


def test_a_slip_is_for_staff(gift: Order, ada: User) -> None:
    found = access(f"/office/packing/{gift.number}/slip.pdf", {"visitor": None, "ada": ada})
    assert 200 not in found.values()


def test_it_is_exported_and_erased(gift: Order) -> None:
    (told,) = orders_of(gift.email)["orders"]
    assert told["gift message"] == MESSAGE
    assert "Removed: your messages for gifts." in keep_orders(gift.email)
    assert Order.objects.get().gift_message == ""


@pytest.mark.parametrize(("days", "kept"), [(89, True), (91, False)])
def test_it_is_deleted_90_days_after_the_parcel_left(gift: Order, days: int, kept: bool) -> None:
    sent: Any = timezone.now() - timedelta(days=days)
    Order.objects.update(status="Dispatched", dispatched_at=sent)
    purge()
    assert bool(Order.objects.get().gift_message) is kept


def test_the_friend_is_not_filled_in_as_the_payer() -> None:
    payer = element_context(replace(HOME, gift_message="Hi"), email=HOME.email, methods="card")["payer"]
    assert json.loads(payer) == {"email": HOME.email}
    assert "Wilma Walker" in element_context(HOME, email=HOME.email, methods="card")["payer"]
