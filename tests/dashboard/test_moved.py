"""Old addresses of orders, payments and products lead to the office; their old forms change nothing."""

from typing import Any

import pytest

from shop.accounts.models import User
from shop.catalogue.models import Product
from tests.support.cast import signed_in
from tests.support.factories import a_product, a_product_in_sizes
from tests.support.purchases import a_paid_order, the_payment
from tests.support.roles import owner_group, shopkeeper_group

pytestmark = pytest.mark.django_db
ADDRESSES = {
    "orders/": "orders/",
    "orders/{number}/": "orders/{number}/",
    "orders/{number}/notes/1/": "orders/{number}/",
    "orders/{number}/lines/1/": "orders/{number}/",
    "orders/{number}/shipping-address/": "orders/{number}/address/",
    "packing/{number}/email/": "orders/{number}/email/",
    "packing/": "packing/",
    "packing/{number}/": "orders/{number}/",
    "packing/{number}/parcel/": "orders/{number}/tracking/",
    "packing/{number}/slip/": "packing/{number}/slip.pdf",
    "recall/": "batches/",
    "money/": "orders/payments/",
    "money/{number}/": "orders/{number}/",
    "money/{number}/refund/{pk}/": "orders/{number}/refund/{pk}/",
    "money/{number}/cancel/": "orders/{number}/cancel/",
    "money/{number}/settle/": "orders/{number}/settle/",
    "money/{number}/accept/": "orders/{number}/",
    "money/{number}/look/": "orders/{number}/",
    "money/warnings/1/clear/": "orders/payments/",
    "users/": "customers/",
    "users/1/": "customers/1/",
    "users/1/password-reset/": "customers/1/",
    "emails/": "emails/",
    "emails/1/": "emails/1/",
    "emails/1/settle/": "emails/1/",
    "mails/1/again/": "emails/1/",
    "terms/": "shop-settings/terms/",
    "catalogue/ingredients/": "lists/ingredients/",
    "catalogue/certificates/create/": "lists/certificates/new/",
    "catalogue/responsible-persons/1/": "lists/responsible-persons/1/",
    "catalogue/skin-needs/1/delete/": "lists/skin-needs/1/delete/",
    "catalogue/categories/": "lists/categories/",
    "catalogue/categories/1/": "lists/categories/1/",
    "catalogue/categories/create/": "lists/categories/new/",
    "catalogue/categories/create/1/": "lists/categories/new/",
    "catalogue/categories/1/update/": "lists/categories/1/",
    "catalogue/categories/1/delete/": "lists/categories/1/delete/",
    "catalogue/product-types/": "lists/product-types/",
    "catalogue/product-type/create/": "lists/product-types/new/",
    "catalogue/product-type/1/update/": "lists/product-types/1/",
    "catalogue/product-type/1/delete/": "lists/product-types/1/delete/",
}


@pytest.fixture
def order() -> Any:
    return a_paid_order()


def test_old_addresses_lead_to_the_office(cleo: User, order: Any) -> None:
    cleo.groups.add(owner_group())
    client, known = signed_in(cleo), {"number": order.number, "pk": the_payment(order).pk}
    for old, new in ADDRESSES.items():
        answer = client.get(f"/dashboard/{old.format(**known)}")
        assert (old, answer.headers["Location"]) == (old, f"/office/{new.format(**known)}")


@pytest.mark.parametrize(
    "data",
    [
        {"order_action": "save_note", "message": "Rang twice"},
        {"order_action": "change_order_status", "new_status": "Cancelled"},
        {"order_action": "create_order_payment_event", "payment_event_type": "1", "amount": "9"},
        {"line_action": "change_line_statuses", "new_status": "Cancelled"},
        {"line_action": "create_payment_event"},
        {"line_action": "create_shipping_event"},
    ],
)
def test_an_old_form_changes_nothing(cleo: User, order: Any, data: dict[str, Any]) -> None:
    cleo.groups.add(owner_group())
    line = order.lines.get()
    form = {**data, "selected_line": line.pk, f"selected_line_qty_{line.pk}": "1"}
    for old in ADDRESSES:
        url = f"/dashboard/{old.format(number=order.number, pk=the_payment(order).pk)}"
        assert signed_in(cleo).post(url, form).status_code == 410
    line.refresh_from_db()
    assert (line.status, order.payment_events.count(), order.shipping_events.count()) == ("Open", 1, 0)


def test_visitors_are_asked_to_sign_in(client: Any, order: Any) -> None:
    """At the office's door: the redirect itself says nothing that the address didn't."""
    for old in ("orders/", f"orders/{order.number}/", f"money/{order.number}/"):
        assert "/login/" in client.get(f"/dashboard/{old}", follow=True).redirect_chain[-1][0]


def test_batches_have_moved_to_the_office(cleo: User) -> None:
    cleo.groups.add(owner_group())
    client = signed_in(cleo)
    addresses = {"": "batches/", "create/": "stock/receive/", "7/": "batches/7/"}
    for old, new in addresses.items():
        answer = client.get(f"/dashboard/catalogue/batches/{old}")
        assert (old, answer.headers["Location"]) == (old, f"/office/{new}")
        assert client.post(f"/dashboard/catalogue/batches/{old}").status_code == 410


PRODUCTS = {
    "": "",
    "products/bulk-action/": "",
    "products/create/": "add/",
    "products/create/oils/": "add/",
    "products/{pk}/": "{pk}/",
    "products/{pk}/delete/": "{pk}/",
    "products/{pk}/create-variant/": "{pk}/",
}


@pytest.mark.parametrize("old", PRODUCTS)
def test_products_have_moved_to_the_office(cleo: User, old: str) -> None:
    cleo.groups.add(shopkeeper_group())
    client, pk = signed_in(cleo), a_product("Rose oil", is_public=False).pk
    address = f"/dashboard/catalogue/{old.format(pk=pk)}"
    assert client.get(address).headers["Location"] == f"/office/products/{PRODUCTS[old].format(pk=pk)}"
    forms = ({"title": "Mine", "action": "save"}, {"action": "make_products_public", "selected_product": pk})
    for form in forms:
        assert client.post(address, form).status_code == 410
    assert list(Product.objects.values_list("title", "is_public")) == [("Rose oil", False)]


def test_the_old_address_of_a_size_leads_to_its_product(cleo: User) -> None:
    cleo.groups.add(shopkeeper_group())
    oil = a_product_in_sizes()
    size = oil.children.first()
    answer = signed_in(cleo).get(f"/dashboard/catalogue/products/{size.pk}/", follow=True)
    assert answer.redirect_chain[-1] == (f"/office/products/{oil.pk}/", 302)
    assert signed_in(cleo).get("/office/products/987654/").status_code == 404
