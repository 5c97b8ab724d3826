"""Opening an account: it counts once the address is proved, and only for who chose the password."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from shop.accounts.models import User
from shop.customer.account import services
from shop.customer.account.tokens import email_token
from tests.cast import PASSWORD, signed_in
from tests.factories import a_product
from tests.purchases import an_order

pytestmark = pytest.mark.django_db(transaction=True)
NEW = {"email": "New@Example.com", "password": "three plain words"}


def link_in(sent: Any) -> str:
    found = re.search(r"http://[^/]+(/account/confirm/\S+)", sent.body)
    assert found, sent.body
    return found[1]


def test_from_the_form_over_the_mail_into_the_account() -> None:
    browser = Client()
    assert "check your mail" in browser.post("/account/register/", NEW).content.decode()
    link = link_in(mail.outbox[0])
    assert browser.get(link).status_code == 200
    browser.post(link, {"password": NEW["password"]}, follow=True)
    assert "Signed in as New@example.com" in browser.get("/account/").content.decode()


def test_the_link_alone_confirms_nothing() -> None:
    services.register(**NEW)
    Client().get(link_in(mail.outbox[0]))
    assert User.objects.get().email_confirmed_at is None


def test_who_reads_the_mail_without_the_password_gets_nothing() -> None:
    services.register(**NEW)
    answer = Client().post(link_in(mail.outbox[0]), {"password": "another one altogether"})
    assert answer.status_code == 422
    assert User.objects.get().email_confirmed_at is None


def test_registering_anew_replaces_a_strangers_password() -> None:
    services.register(email="new@example.com", password="the stranger's own")
    services.register(**NEW)
    user = User.objects.get()
    assert user.check_password(NEW["password"])
    assert Client().get(link_in(mail.outbox[0])).status_code == 404


def test_a_known_address_gets_the_same_answer_and_another_mail(ada: User) -> None:
    known = Client().post("/account/register/", {"email": ada.email.upper(), "password": NEW["password"]})
    unknown = Client().post("/account/register/", NEW)
    assert known.content.decode().replace(ada.email.upper(), "") == unknown.content.decode().replace(
        NEW["email"], ""
    )
    assert mail.outbox[0].subject == "You already have an account"
    assert User.objects.get(pk=ada.pk).check_password(PASSWORD)


def test_a_link_works_once(ada: User) -> None:
    token = email_token(ada, ada.email)
    services.confirm_email(user=ada, email=ada.email)
    assert Client().get(f"/account/confirm/{token}/").status_code == 404


@pytest.mark.parametrize("token", ["x", "a:b:c", "💧", "x" * 5000])
def test_a_forged_link_is_not_found(token: str) -> None:
    assert Client().get(f"/account/confirm/{token}/").status_code == 404


def test_an_unconfirmed_account_is_told_so_only_with_its_password() -> None:
    services.register(**NEW)
    right = Client().post("/account/login/", {"username": NEW["email"], "password": NEW["password"]})
    wrong = Client().post("/account/login/", {"username": NEW["email"], "password": "not this one"})
    assert "confirm your email address first" in right.content.decode()
    assert "match" in wrong.content.decode() and "confirm" not in wrong.content.decode().split("<main")[1]


def test_guest_orders_join_the_confirmed_account() -> None:
    mine = an_order(email="new@example.com")
    other = an_order(a_product("Other oil"), email="someone.else@example.com")
    services.register(**NEW)
    user = User.objects.get()
    assert services.claim_guest_orders(user=user) == 0
    services.confirm_email(user=user, email=user.email)
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.user, other.user) == (user, None)


def test_a_new_address_counts_after_its_own_link_and_the_old_one_is_told(ada: User) -> None:
    signed_in(ada).post("/account/email/", {"email": "ada@new.example", "password": PASSWORD})
    assert mail.outbox[0].to == ["ada@new.example"]
    Client().post(link_in(mail.outbox[0]), {"password": PASSWORD})
    ada.refresh_from_db()
    assert ada.email == "ada@new.example"
    assert (mail.outbox[1].to, mail.outbox[1].subject) == (
        ["ada@example.com"],
        "Your email address was changed",
    )


def test_an_address_somebody_else_has_isnt_taken_from_them(ada: User, ben: User) -> None:
    assert services.confirm_email(user=ben, email=ada.email) is False
    ben.refresh_from_db()
    assert ben.email == "ben@example.com"
