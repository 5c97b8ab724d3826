"""An order's address may be corrected, but not into a zone that it wasn't priced for."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django_webtest import DjangoTestApp

from shop.accounts.models import User
from tests.support.cast import signed_in
from tests.support.purchases import a_paid_order
from tests.support.roles import packer_group, shopkeeper_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def order() -> Any:
    return a_paid_order()


def form_of(app: DjangoTestApp, cleo: User, order: Any) -> Any:
    cleo.groups.add(shopkeeper_group())
    app.set_user(cleo)
    page = app.get(f"/dashboard/orders/{order.number}/shipping-address/")
    return next(form for form in page.forms.values() if "postcode" in form.fields)


@pytest.mark.parametrize(("postcode", "zone"), [("JE2 3AB", "Jersey"), ("BT1 1AA", "Northern Ireland")])
def test_another_zone_is_refused_and_named(
    postcode: str, zone: str, django_app: DjangoTestApp, cleo: User, order: Any
) -> None:
    form = form_of(django_app, cleo, order)
    form["postcode"] = postcode
    page = form.submit()
    assert f"is {zone}; this order was priced for UK mainland" in page
    order.shipping_address.refresh_from_db()
    assert order.shipping_address.postcode == "GL5 1AA"


def test_the_same_zone_is_saved_and_noted(django_app: DjangoTestApp, cleo: User, order: Any) -> None:
    form = form_of(django_app, cleo, order)
    form["postcode"] = "LS1 1AA"
    assert form.submit().status_code == 302
    order.shipping_address.refresh_from_db()
    assert order.shipping_address.postcode == "LS1 1AA"
    assert "LS1 1AA" in order.notes.first().message


def test_no_shell_moves_it_either(order: Any) -> None:
    order.shipping_address.postcode = "JE2 3AB"
    with pytest.raises(ValidationError, match="Jersey"):
        order.shipping_address.save()


def test_a_guests_address_is_corrected_with_a_note(cleo: User, order: Any) -> None:
    cleo.groups.add(shopkeeper_group())
    url = f"/dashboard/packing/{order.number}/email/"
    assert signed_in(cleo).post(url, {"email": "no address", "why": "x"}).status_code == 422
    signed_in(cleo).post(url, {"email": "New@Example.com", "why": "Typing error"})
    order.refresh_from_db()
    assert order.email == "new@example.com"
    assert "wilma@example.com to new@example.com: Typing error" in order.notes.first().message


def test_packers_change_neither(ben: User, order: Any) -> None:
    ben.groups.add(packer_group())
    client = signed_in(ben)
    assert client.get(f"/dashboard/packing/{order.number}/email/").status_code == 403
    assert client.get(f"/dashboard/orders/{order.number}/shipping-address/").status_code == 403
