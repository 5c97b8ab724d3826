"""Signing in and out: no redirects to other sites, few guesses at any form, a new session each time."""

from typing import Any

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from shop.accounts.models import User
from tests.support.cast import PASSWORD, signed_in
from tests.support.purchases import an_order

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


DOORS = ["/account/login/", "/office/login/"]


def guesses(user: User, times: int, *, door: str = "/account/login/", network: str = "203.0.113.9") -> Any:
    """A stranger's wrong passwords; the last answer."""
    data = {"username": user.email, "password": "a guess"}
    return [Client(REMOTE_ADDR=network).post(door, data) for _ in range(times)][-1]


@pytest.mark.parametrize("door", DOORS)
def test_every_form_counts_the_guesses_and_says_so(cleo: User, door: str) -> None:
    answer = guesses(cleo, 11, door=door)
    assert answer.status_code == 429
    assert "tried too often" in answer.content.decode()
    assert guesses(cleo, 1, door="/account/login/").status_code == 429


@pytest.mark.parametrize("door", DOORS)
def test_a_strangers_guesses_do_not_shut_out_the_owner(cleo: User, door: str) -> None:
    guesses(cleo, 15, door=door)
    browser = Client(REMOTE_ADDR="198.51.100.7")
    assert browser.post(door, {"username": cleo.email, "password": PASSWORD}).status_code == 302


def test_guesses_from_many_networks_are_stopped(ada: User) -> None:
    for number in range(11):
        answer = guesses(ada, 10, network=f"203.0.113.{number}")
    assert answer.status_code == 429


def test_a_browser_that_was_here_before_gets_in_all_the_same(ada: User) -> None:
    browser = Client()
    browser.post("/account/login/", {"username": ada.email, "password": PASSWORD})
    browser.post("/account/logout/")
    for number in range(11):
        guesses(ada, 10, network=f"203.0.113.{number}")
    guesses(ada, 15, network="127.0.0.1")
    answer = browser.post("/account/login/", {"username": ada.email, "password": PASSWORD})
    assert answer.status_code == 302


def test_a_browser_that_was_here_before_guesses_no_more_than_others(ada: User) -> None:
    browser = Client()
    browser.post("/account/login/", {"username": ada.email, "password": PASSWORD})
    browser.post("/account/logout/")
    data = {"username": ada.email, "password": "a guess"}
    assert [browser.post("/account/login/", data).status_code for _ in range(11)] == [422] * 10 + [429]


def test_another_accounts_cookie_opens_nothing(ada: User, ben: User) -> None:
    browser = Client()
    browser.post("/account/login/", {"username": ben.email, "password": PASSWORD})
    browser.post("/account/logout/")
    guesses(ada, 10, network="127.0.0.1")
    answer = browser.post("/account/login/", {"username": ada.email, "password": PASSWORD})
    assert answer.status_code == 429


def test_who_sets_a_password_by_the_emailed_link_gets_in(ada: User) -> None:
    for number in range(11):
        guesses(ada, 10, network=f"203.0.113.{number}")
    browser = Client(REMOTE_ADDR="203.0.113.1")
    uid, token = urlsafe_base64_encode(force_bytes(ada.pk)), default_token_generator.make_token(ada)
    form = browser.get(reverse("password-reset-confirm", args=[uid, token]), follow=True)
    browser.post(form.redirect_chain[-1][0], {"new_password1": "kettle window lorry"})
    data = {"username": ada.email, "password": "kettle window lorry"}
    assert browser.post("/account/login/", data).status_code == 302


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
