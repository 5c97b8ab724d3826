"""Signing in and out: no way to another site, few guesses at any door, a new session each time."""

import pytest
from django.test import Client

from shop.accounts.models import User
from tests.cast import PASSWORD, signed_in
from tests.purchases import an_order

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil"]
)
def test_signing_in_leads_to_no_other_site(ada: User, target: str) -> None:
    data = {"username": ada.email, "password": PASSWORD, "next": target}
    assert Client().post("/account/login/", data).headers["Location"] == "/account/"


def test_the_eleventh_guess_in_a_quarter_of_an_hour_is_refused(ada: User) -> None:
    browser = Client()
    data = {"username": ada.email, "password": "a guess"}
    assert [browser.post("/account/login/", data).status_code for _ in range(11)] == [422] * 10 + [429]


@pytest.mark.parametrize("door", ["/dashboard/login/", "/cms/login/"])
def test_the_back_doors_count_the_guesses_too(cleo: User, door: str) -> None:
    browser = Client()
    for _ in range(10):
        browser.post(door, {"username": cleo.email, "password": "a guess"})
    browser.post(door, {"username": cleo.email, "password": PASSWORD})
    assert "_auth_user_id" not in browser.session


def test_the_right_password_starts_the_count_anew(ada: User) -> None:
    for password in ["a guess"] * 9 + [PASSWORD] + ["a guess"] * 9 + [PASSWORD]:
        answer = Client().post("/account/login/", {"username": ada.email, "password": password})
    assert answer.status_code == 302


@pytest.mark.parametrize("page", ["/account/register/", "/password-reset/"])
def test_nobodys_mailbox_is_flooded(ada: User, page: str) -> None:
    data = {"email": ada.email, "password": "three plain words"}
    assert [Client().post(page, data).status_code for _ in range(6)][4:] in ([200, 429], [302, 429])


def test_an_order_made_as_a_guest_later_joins_at_the_next_sign_in(ada: User) -> None:
    order = an_order(email="ADA@example.com")
    Client().post("/account/login/", {"username": ada.email, "password": PASSWORD})
    order.refresh_from_db()
    assert order.user == ada


def test_signing_in_makes_a_new_session_key(ada: User) -> None:
    browser = Client()
    browser.post("/account/register/", {"email": "x@example.com", "password": "three plain words"})
    before = browser.session.session_key
    browser.post("/account/login/", {"username": ada.email, "password": PASSWORD})
    assert browser.session.session_key != before


def test_a_link_to_the_way_out_signs_nobody_out(ada: User) -> None:
    browser = signed_in(ada)
    browser.get("/account/logout/")
    assert browser.get("/account/").status_code == 200
    browser.post("/account/logout/")
    assert browser.get("/account/").status_code == 302
