"""What people do with their accounts."""

import re
from typing import Any

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core import mail, signing
from django.test import Client
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from oscar.core.loading import get_model

from shop.accounts.models import User
from shop.order.models import Order
from shop.order.tokens import VIEW, token_for
from tests.support.cast import PASSWORD, signed_in
from tests.support.factories import ADDRESS, a_basket, a_product
from tests.support.html import html_of
from tests.support.purchases import an_order, place

pytestmark = pytest.mark.django_db
UserAddress = get_model("address", "UserAddress")


def add_address(browser: Client, **changes: str) -> Any:
    return browser.post("/account/addresses/add/", {**ADDRESS, **changes})


def test_the_first_address_is_the_usual_one_and_another_can_be(ada: User) -> None:
    browser = signed_in(ada)
    add_address(browser)
    add_address(browser, line1="13 High Street")
    second = UserAddress.objects.get(line1="13 High Street")
    assert not second.is_default_for_shipping
    browser.post(f"/account/addresses/{second.pk}/default/")
    assert [a.is_default_for_shipping for a in UserAddress.objects.order_by("pk")] == [False, True]


def test_an_address_we_dont_deliver_to_is_refused_and_kept_in_the_form(ada: User) -> None:
    answer = add_address(signed_in(ada), postcode="ZZ9 9ZZ")
    assert answer.status_code == 422
    assert "12 High Street" in answer.content.decode()


def test_the_same_address_twice_is_said(ada: User) -> None:
    browser = signed_in(ada)
    add_address(browser)
    assert "already" in add_address(browser).content.decode()


def test_a_saved_address_needs_no_typing_in_the_checkout(ada: User) -> None:
    browser = signed_in(ada)
    add_address(browser)
    browser.post(f"/basket/add/{a_product().pk}/", {"quantity": "1"})
    answer = browser.post("/checkout/", {"saved": UserAddress.objects.get().pk})
    assert answer.headers["Location"] == "/checkout/delivery/"
    assert "12 High Street" in browser.get("/checkout/delivery/").content.decode()


def test_nobody_elses_address_can_be_picked(ada: User, ben: User) -> None:
    add_address(signed_in(ada))
    browser = signed_in(ben)
    browser.post(f"/basket/add/{a_product().pk}/", {"quantity": "1"})
    answer = browser.post("/checkout/", {"saved": UserAddress.objects.get().pk})
    assert (answer.status_code, "12 High Street" in answer.content.decode()) == (422, False)


@pytest.mark.parametrize(("box", "kept"), [({}, 0), ({"keep": "1"}, 1)])
def test_a_typed_address_is_kept_if_asked(ada: User, box: dict[str, str], kept: int) -> None:
    browser = signed_in(ada)
    browser.post(f"/basket/add/{a_product().pk}/", {"quantity": "1"})
    browser.post("/checkout/", {**ADDRESS, **box, "saved": ""})
    browser.post("/checkout/", {**ADDRESS, **box, "saved": ""})
    assert UserAddress.objects.count() == kept


def test_the_usual_address_is_ready_and_what_was_typed_stays(ada: User) -> None:
    browser = signed_in(ada)
    add_address(browser)
    browser.post(f"/basket/add/{a_product().pk}/", {"quantity": "1"})
    usual = f'value="{UserAddress.objects.get().pk}" checked'
    assert usual in html_of(browser.get("/checkout/"))
    browser.post("/checkout/", {**ADDRESS, "line1": "9 Gift Lane", "saved": ""})
    page = html_of(browser.get("/checkout/"))
    assert usual not in page and "9 Gift Lane" in page


def test_a_wish_from_a_cached_page_survives_signing_in(ada: User) -> None:
    product, browser = a_product(), Client()
    answer = browser.post(f"/account/wishlists/add/{product.pk}/")
    assert answer.headers["Location"] == "/account/wishlists/"
    assert "Sunflower oil" in browser.get("/account/wishlists/").content.decode()
    browser.post("/account/login/", {"username": ada.email, "password": PASSWORD})
    assert "Sunflower oil" in browser.get("/account/wishlists/").content.decode()
    browser.post(f"/account/wishlists/add/{product.pk}/")
    browser.post(f"/account/wishlists/add/{product.pk}/")
    assert browser.get("/account/wishlists/").content.decode().count("wish__picture") == 1
    browser.post(f"/account/wishlists/remove/{product.pk}/")
    assert "Your wish list is empty" in browser.get("/account/wishlists/").content.decode()


def test_a_guest_takes_a_wish_off() -> None:
    product, browser = a_product(), Client()
    browser.post(f"/account/wishlists/add/{product.pk}/")
    browser.post(f"/account/wishlists/remove/{product.pk}/")
    assert "Your wish list is empty" in browser.get("/account/wishlists/").content.decode()


def shared_link(browser: Client) -> str:
    browser.post("/account/wishlists/share/")
    found = re.search(r'href="[^"]*(/account/wishlists/shared/[^"]+)"', _page(browser))
    assert found
    return found[1]


def _page(browser: Client) -> str:
    return str(browser.get("/account/wishlists/").content.decode())


def test_a_shared_list_is_seen_by_whoever_has_the_link(ada: User) -> None:
    browser = signed_in(ada)
    browser.post(f"/account/wishlists/add/{a_product().pk}/")
    page = Client().get(shared_link(browser)).content.decode()
    assert "Sunflower oil" in page and ada.email not in page and "noindex" in page


def test_a_guests_link_shows_the_list_as_it_was() -> None:
    browser, oil, later = Client(), a_product(), a_product("Jojoba oil")
    browser.post(f"/account/wishlists/add/{oil.pk}/")
    found = re.search(r'href="[^"]*(/account/wishlists/shared/[^"]+)"', _page(browser))
    assert found
    browser.post(f"/account/wishlists/add/{later.pk}/")
    page = Client().get(found[1]).content.decode()
    assert "Sunflower oil" in page and "Jojoba oil" not in page and "noindex" in page


def test_a_changed_guests_link_opens_nothing() -> None:
    token = signing.Signer(salt="another").sign_object([a_product().pk])
    assert Client().get(f"/account/wishlists/shared/{token}/").status_code == 404


def test_a_withdrawn_link_never_works_again(ada: User) -> None:
    browser = signed_in(ada)
    browser.post(f"/account/wishlists/add/{a_product().pk}/")
    old = shared_link(browser)
    browser.post("/account/wishlists/withdraw/")
    assert Client().get(old).status_code == 404
    assert Client().get(shared_link(browser)).status_code == 200
    assert Client().get(old).status_code == 404


def test_oscars_short_key_opens_no_list(ada: User) -> None:
    browser = signed_in(ada)
    browser.post(f"/account/wishlists/add/{a_product().pk}/")
    shared_link(browser)
    assert Client().get(f"/account/wishlists/shared/{ada.wishlists.get().key}/").status_code == 404


def test_another_site_adds_no_wish(ada: User) -> None:
    product = a_product()
    answer = signed_in(ada).post(
        f"/account/wishlists/add/{product.pk}/", headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403


def test_a_link_adds_no_wish(ada: User) -> None:
    product, browser = a_product(), signed_in(ada)
    assert (
        browser.get(f"/account/wishlists/add/{product.pk}/").headers["Location"] == product.get_absolute_url()
    )
    assert "Your wish list is empty" in browser.get("/account/wishlists/").content.decode()


@pytest.mark.parametrize("page", ["email", "password", "delete"])
def test_an_unlocked_phone_is_no_place_to_guess(ada: User, page: str) -> None:
    browser, guess = signed_in(ada), {"password": "x", "new_password": "y", "email": "z@example.com"}
    for _ in range(10):
        browser.post(f"/account/{page}/", guess)
    answer = browser.post(f"/account/{page}/", guess | {"password": PASSWORD})
    assert (answer.status_code, "your password. Please" in answer.content.decode()) == (429, False)
    assert User.objects.get().check_password(PASSWORD)


def test_the_owner_hears_of_a_new_password(ada: User, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(ada).post("/account/password/", {"password": PASSWORD, "new_password": "three plain words"})
    assert (mail.outbox[0].to, mail.outbox[0].subject) == ([ada.email], "Your password was changed")


def test_a_new_password_needs_the_old_one(ada: User) -> None:
    browser = signed_in(ada)
    wrong = browser.post("/account/password/", {"password": "x", "new_password": "three plain words"})
    assert wrong.status_code == 422
    browser.post("/account/password/", {"password": PASSWORD, "new_password": "three plain words"})
    ada.refresh_from_db()
    assert ada.check_password("three plain words")
    assert browser.get("/account/").status_code == 200


def test_a_mailed_link_sets_a_new_password(ada: User, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        known = Client().post("/password-reset/", {"email": ada.email})
        unknown = Client().post("/password-reset/", {"email": "nobody@example.com"})
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    assert "/password-reset/confirm/" in mail.outbox[0].body and len(mail.outbox) == 1
    assert "no-store" in Client().get("/password-reset/").headers["Cache-Control"]
    uid, token = urlsafe_base64_encode(force_bytes(ada.pk)), default_token_generator.make_token(ada)
    browser = Client()
    form = browser.get(f"/password-reset/confirm/{uid}/{token}/").headers["Location"]
    browser.post(form, {"new_password1": "three plain words"})
    ada.refresh_from_db()
    assert ada.check_password("three plain words")


def test_deleting_an_account_keeps_the_order_and_nothing_else(ada: User) -> None:
    add_address(signed_in(ada))
    order = place(a_basket(a_product(), owner=ada), user=ada)
    signed_in(ada).post("/account/delete/", {"password": PASSWORD})
    order = Order.objects.get(pk=order.pk)
    assert (order.user, order.email) == (None, "ada@example.com")
    assert not User.objects.exists() and not UserAddress.objects.exists()


def test_staff_dont_delete_themselves(cleo: User) -> None:
    signed_in(cleo).post("/account/delete/", {"password": PASSWORD})
    assert User.objects.exists()


def test_the_orders_are_listed_and_lead_to_their_page(ada: User) -> None:
    order = an_order()
    Order.objects.update(user=ada)
    browser = signed_in(ada)
    assert order.number in browser.get("/account/orders/").content.decode()
    page = browser.get(f"/account/orders/{order.number}/").content.decode()
    assert "Sunflower oil" in page and "20%" in page and "Not paid yet" in page
    assert f"/orders/{token_for(order, VIEW).partition(':')[0]}:" in page  # what follows is the time


def test_a_parcel_on_its_way_names_its_number(ada: User) -> None:
    order = an_order()
    Order.objects.update(user=ada, status="Dispatched", tracking_number="AB123456789GB")
    page = signed_in(ada).get(f"/account/orders/{order.number}/").content.decode()
    assert "On its way" in page and "AB123456789GB" in page


def test_the_history_costs_the_same_however_long(ada: User, django_assert_max_num_queries: Any) -> None:
    for number in range(4):
        an_order(a_product(f"Oil {number}"))
    Order.objects.update(user=ada)
    browser = signed_in(ada)
    browser.get("/account/orders/")  # a new process gathers the shelf and the guides once
    with django_assert_max_num_queries(8):
        browser.get("/account/orders/")
