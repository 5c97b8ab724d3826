"""The search box of the side bar: one search over everything that a person may open."""

from typing import Any

import pytest
from django.test import Client, RequestFactory
from wagtail.admin.search import admin_search_areas
from wagtail.models import Page

from shop.accounts.models import User
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.phone_orders import a_sent_link
from tests.support.purchases import a_code, a_paid_order
from tests.support.roles import owner_group, packer_group

pytestmark = pytest.mark.django_db
SEARCH = "/office/search/"


@pytest.fixture
def owner(cleo: User) -> Client:
    cleo.groups.add(owner_group())
    return signed_in(cleo)


def page(client: Client, words: str) -> str:
    return client.get(SEARCH, {"q": words}).content.decode()


@pytest.mark.parametrize("words", ["wilma@example.com", "gl51aa", "walker"])
def test_an_order_is_one_search_away(words: str, owner: Client) -> None:
    order = a_paid_order()
    answer = owner.get(SEARCH, {"q": words})
    assert answer.headers["Location"] == f"/office/orders/{order.number}/"


def test_customers_sizes_pages_and_screens_are_found(owner: Client, ada: User) -> None:
    oil = a_product("Rose water", upc="PS-ROS-100")
    assert owner.get(SEARCH, {"q": "ada@example"}).headers["Location"] == f"/office/customers/{ada.pk}/"
    found = owner.get(SEARCH, {"q": "ps-ros"}).headers["Location"]
    assert found == f"/office/products/{oil.pk}/"
    home = Page.objects.filter(depth=2).first()
    assert f"/office/pages/{home.pk}/edit/" in page(owner, home.title) + str(
        owner.get(SEARCH, {"q": home.title}).headers
    )
    assert (
        owner.get(SEARCH, {"q": "delivery prices"}).headers["Location"]
        == "/office/shop-settings/delivery-prices/"
    )


def test_a_guest_with_several_orders_is_a_customer(owner: Client) -> None:
    orders = [a_paid_order(), a_paid_order(a_product("Rose water"))]
    found = page(owner, "wilma@example.com")
    assert "Wilma Walker, guest" in found and all(order.number in found for order in orders)


def test_nobody_finds_what_they_may_not_open(ben: User, mia: User, ada: User) -> None:
    order = a_paid_order(a_product("Rose water"))
    ben.groups.add(packer_group())
    packer, writer = signed_in(ben), signed_in(mia)
    assert "Nothing has all of these words" in page(packer, "ada@example.com")
    assert "Nothing has all of these words" in page(packer, "people and roles")
    for words in (order.number, "wilma@example.com", "rose water"):
        assert f"/office/orders/{order.number}/" not in page(writer, words)


@pytest.mark.parametrize("words", ["", "   ", "no such thing", "%", "x" * 500])
def test_it_says_so_when_there_is_nothing(words: str, owner: Client) -> None:
    a_paid_order()
    assert owner.get(SEARCH, {"q": words}).status_code == 200


def test_it_is_the_side_bars_box(cleo: User) -> None:
    cleo.groups.add(packer_group())
    request = RequestFactory().get("/office/")
    request.user = User.objects.get(pk=cleo.pk)
    assert admin_search_areas.search_items_for_request(request)[0].url == SEARCH


def test_visitors_and_shoppers_are_sent_away(ada: User) -> None:
    for person in (None, ada):
        answer: Any = signed_in(person).get(SEARCH, {"q": "wilma"})
        assert answer.status_code == 302 and "/office/orders/" not in answer.headers["Location"]


def test_an_invoice_is_found_by_its_number(owner: Client) -> None:
    order = a_paid_order()
    number = order.documents.get().number
    assert owner.get(SEARCH, {"q": number}).headers["Location"] == f"/office/invoices/?q={number}"


def test_an_offer_is_found_by_its_code(owner: Client) -> None:
    a_code("SPRING26")
    assert owner.get(SEARCH, {"q": "spring26"}).headers["Location"].startswith("/office/offers/")


def test_a_colleague_is_found_by_name_and_opens_at_once(owner: Client, ben: User) -> None:
    User.objects.filter(pk=ben.pk).update(first_name="Quentin", last_name="Packwell")
    ben.groups.add(packer_group())
    hits = page(owner, "packwell") + str(owner.get(SEARCH, {"q": "packwell"}).headers)
    assert f"/office/users/edit/{ben.pk}/" in hits


def test_a_link_that_waits_for_its_buyer_is_found_by_their_address(owner: Client, cleo: User) -> None:
    a_sent_link(by=cleo)
    assert owner.get(SEARCH, {"q": "wilma@example.com"}).headers["Location"] == "/office/orders/links/"


def test_a_packer_finds_neither_colleagues_nor_links(ben: User, cleo: User) -> None:
    a_sent_link(by=cleo)
    ben.groups.add(packer_group())
    assert "Nothing has all of these words" in page(signed_in(ben), "wilma@example.com")
