"""The checkout's screens: what isn't checked isn't ordered, and what was taken off stays in sight."""

from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from shop.checkout.forms import AddressForm
from shop.order.models import Order
from shop.order.return_rows import Reason
from shop.order.returns.take import Said, take_return
from shop.order.tokens import VIEW, token_for
from tests.support.factories import ADDRESS, a_product
from tests.support.purchases import a_code, a_paid_order
from tests.support.returns import a_return

pytestmark = pytest.mark.django_db


@pytest.fixture
def shopper(client: Client) -> Client:
    """A shopper with a bottle at £14.50 in the basket."""
    client.post(f"/basket/add/{a_product().pk}/", {"quantity": 1})
    return client


def test_an_address_that_was_only_typed_is_not_ordered(shopper: Client) -> None:
    typed = {"guest": "1", "email": "wilma@example.com", **ADDRESS, "name": "W" * 3000}
    shopper.post("/checkout/", typed)
    assert shopper.get("/checkout/delivery/").headers["Location"] == "/checkout/"
    assert shopper.post("/checkout/place/").status_code == 409
    assert not Order.objects.exists()


def test_what_a_guest_typed_so_far_is_kept(shopper: Client) -> None:
    shopper.post("/checkout/", {"guest": "1", "email": "wilma@example.com", "name": "Wilma Walker"})
    assert b'value="Wilma Walker"' in shopper.get("/checkout/").content


@pytest.mark.parametrize(("postcode", "town", "errors"), [("BF1 0AB", "BFPO", []), ("GL5 1AA", "", ["town"])])
def test_only_forces_mail_goes_without_a_town(postcode: str, town: str, errors: list[str]) -> None:
    form = AddressForm({**ADDRESS, "email": "wilma@example.com", "town": "", "postcode": postcode})
    form.is_valid()
    assert (form.cleaned_data.get("town", ""), list(form.errors)) == (town, errors)


@pytest.mark.parametrize("postcode", ["75001", "D02 X285", "GX11 1AA"])
def test_a_place_abroad_is_refused_as_such(postcode: str) -> None:
    form = AddressForm({**ADDRESS, "email": "wilma@example.com", "postcode": postcode})
    assert "deliver" in str(form.errors["postcode"])


def reach_payment(shopper: Client, **changes: str) -> str:
    shopper.post("/checkout/", {"email": "wilma@example.com", **ADDRESS, **changes})
    shopper.post("/checkout/delivery/", {"method": "standard"})
    return shopper.get("/checkout/payment/").content.decode()


def test_the_last_page_names_what_a_code_took_off(shopper: Client) -> None:
    a_code()
    shopper.post("/basket/vouchers/add/", {"code": "TENOFF"})
    page = reach_payment(shopper)
    assert "Code TENOFF" in page and "−£1.45" in page and "£14.50" in page


def test_the_channel_islands_are_told_that_no_vat_is_charged(shopper: Client) -> None:
    page = reach_payment(shopper, postcode="JE2 3AB")
    assert "No UK VAT is charged" in page and "VAT included" not in page


def order_page(client: Client, order: Any) -> str:
    return client.get(f"/orders/{token_for(order, VIEW)}/").content.decode()


def test_an_order_keeps_what_a_code_took_off(client: Client) -> None:
    page = order_page(client, a_paid_order(code=a_code()))
    assert "Code TENOFF" in page and "−£1.45" in page


def test_a_cancelled_order_no_longer_says_that_it_comes(client: Client) -> None:
    order = a_paid_order()
    a_return(order)
    page = order_page(client, order)
    assert "Cancelled. £18.45 goes back" in page and "We expect it to reach you" not in page


def test_of_an_order_cancelled_in_part_the_rest_still_comes(client: Client) -> None:
    order = a_paid_order(a_product(price="14.50"), quantity=3)
    take_return(order=order, chosen=[(order.lines.get(), 1)], said=Said(Reason.CHANGED_MIND))
    page = " ".join(order_page(client, order).split())
    assert "Part of your order is cancelled. £14.50 goes back" in page
    assert "You’ll still get the rest." in page


def test_a_session_is_read_where_every_process_sees_it() -> None:
    """A cache of one process would still hold a session that another has ended."""
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore
    session = store()
    session["basket"] = 1
    session.save()
    assert store(session.session_key)["basket"] == 1
    session.model.objects.all().delete()  # as another process does at sign-out
    assert "basket" not in store(session.session_key)
