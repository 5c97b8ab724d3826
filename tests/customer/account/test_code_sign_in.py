"""Signing in by a code from an email."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from shop.accounts.models import User
from shop.customer.account import services
from tests.support.cast import PASSWORD
from tests.support.factories import a_basket, a_product
from tests.support.outbox import queued, send_queued
from tests.support.purchases import an_order
from tests.support.second_factor import an_app, typed_code

pytestmark = pytest.mark.django_db
ASK, TYPE = "/account/login/code/", "/account/login/code/confirm/"


def asked(email: str, client: Client | None = None, **more: str) -> tuple[Client, Any]:
    """A browser that asked for a code, and the answer."""
    client = client or Client()
    return client, client.post(ASK, {"email": email, **more})


def emailed_code() -> str:
    """The code in the last email."""
    send_queued()
    found = re.search(r"[0-9]{3}-[0-9]{3}-[0-9]{3}", mail.outbox[-1].body)
    return found.group() if found else ""


def test_a_code_signs_in_and_leads_on(ada: User) -> None:
    client, answer = asked(" ADA@example.com", next="/account/orders/")
    assert answer.url == f"{TYPE}?next=%2Faccount%2Forders%2F"
    assert 'name="next" value="/account/orders/"' in client.get(answer.url).content.decode()
    code = emailed_code().replace("-", " ")
    assert client.post(TYPE, {"code": code, "next": "/account/orders/"}).url == "/account/orders/"
    assert client.get("/account/").status_code == 200
    assert mail.outbox[-1].to == [ada.email]


def test_it_leads_to_no_other_site(ada: User) -> None:
    client, _ = asked(ada.email, next="//evil.example")
    assert client.post(TYPE, {"code": emailed_code(), "next": "//evil.example"}).url == "/account/"


def test_the_field_takes_the_code_from_the_phone(ada: User) -> None:
    page = asked(ada.email)[0].get(TYPE).content.decode()
    assert 'autocomplete="one-time-code"' in page
    assert "<script" not in page.split("<main")[1].split("</main")[0]


def test_basket_and_orders_come_along(ada: User) -> None:
    a_basket(a_product("Saved oil"), owner=ada)
    order = an_order(email=ada.email)
    client = Client()
    client.post(f"/basket/add/{a_product('New oil').pk}/")
    asked(ada.email, client)
    client.post(TYPE, {"code": emailed_code()})
    page = client.get("/basket/").content.decode()
    assert "Saved oil" in page
    assert "New oil" in page
    order.refresh_from_db()
    assert order.user == ada


def test_a_code_works_once_and_in_its_browser(ada: User) -> None:
    client, _ = asked(ada.email)
    code = emailed_code()
    other, _ = asked(ada.email)
    assert other.post(TYPE, {"code": code}).status_code == 422
    client.post(TYPE, {"code": code})
    client.post("/account/logout/")
    assert client.post(TYPE, {"code": code}).url == ASK


def test_a_code_lasts_a_quarter_of_an_hour(ada: User) -> None:
    with time_machine.travel("2026-05-01T10:00:00Z", tick=False) as clock:
        client, _ = asked(ada.email)
        code = emailed_code()
        clock.shift(timedelta(minutes=15, seconds=1))
        assert client.post(TYPE, {"code": code}).url == ASK


def test_an_email_that_comes_too_late_is_not_sent(ada: User) -> None:
    with time_machine.travel("2026-05-01T10:00:00Z", tick=False) as clock:
        asked(ada.email)
        clock.shift(timedelta(minutes=16))
        send_queued()
    assert mail.outbox == []


def test_the_third_wrong_code_ends_the_attempt(ada: User) -> None:
    client, _ = asked(ada.email)
    code = emailed_code()
    answers = [client.post(TYPE, {"code": "000-000-00x"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [422, 422, 302]
    assert client.post(TYPE, {"code": code}).url == ASK


def test_simultaneous_guesses_are_counted_too(ada: User) -> None:
    """Each of them reads the session before another has written its own guess."""
    client, _ = asked(ada.email)
    before = client.session["account_login"]
    statuses = []
    for _ in range(11):
        session = client.session
        session["account_login"] = before
        session.save()
        statuses.append(client.post(TYPE, {"code": "1"}).status_code)
    assert statuses == [422] * 10 + [429]


def test_an_unknown_address_gets_the_same_answers(ada: User) -> None:
    pages = []
    for email in (ada.email, "abc@example.com"):
        client, answer = asked(email)
        typed = [client.get(TYPE), *(client.post(TYPE, {"code": "1"}) for _ in range(3))]
        texts = [re.sub(r'value="\w{64}"|nonce="[^"]*"', "", one.content.decode()) for one in typed]
        pages.append([answer.url, *(text.replace(email, "") for text in texts)])
    assert pages[0] == pages[1]


@pytest.mark.parametrize("kind", ["unknown", "stopped", "pending"])
def test_who_cannot_sign_in_learns_it_by_email_only(kind: str, ada: User) -> None:
    if kind == "stopped":
        User.objects.filter(pk=ada.pk).update(is_active=False)
    if kind == "pending":
        services.register(email="new@example.com", password="three plain words")
    email = {"unknown": "who@example.com", "stopped": ada.email, "pending": "new@example.com"}[kind]
    assert asked(email)[1].status_code == 302
    send_queued()
    assert [one.recipient for one in queued("accounts.no_account")] == [email]
    assert queued("accounts.code") == []


def test_the_code_is_not_readable_in_the_outbox(ada: User) -> None:
    asked(ada.email)
    code = emailed_code()
    row = queued("accounts.code")[0]
    assert code not in f"{row.args}{row.subject}{row.text}{row.html}"


def test_an_address_made_by_the_owner_is_confirmed(ada: User) -> None:
    User.objects.filter(pk=ada.pk).update(email_confirmed_at=None)
    client, _ = asked(ada.email)
    client.post(TYPE, {"code": emailed_code()})
    ada.refresh_from_db()
    assert ada.email_confirmed_at is not None


def test_the_second_step_comes_after_it(cleo: User) -> None:
    secret = an_app(cleo)
    client, _ = asked(cleo.email)
    assert client.post(TYPE, {"code": emailed_code()}).url == "/account/security/authenticate/"
    assert client.get("/account/").status_code == 302
    assert typed_code(client, secret).url == "/account/"


def test_the_sixth_code_in_an_hour_is_refused(ada: User) -> None:
    assert [asked(ada.email)[1].status_code for _ in range(6)] == [302] * 5 + [429]


def test_a_stranger_does_not_use_up_the_owners_codes(ada: User) -> None:
    for _ in range(7):
        asked(ada.email, Client(REMOTE_ADDR="203.0.113.9"))
    assert asked(ada.email, Client(REMOTE_ADDR="198.51.100.7"))[1].status_code == 302


def test_a_known_browser_gets_codes_while_strangers_ask(ada: User) -> None:
    browser = Client()
    browser.post("/account/login/", {"username": ada.email, "password": PASSWORD})
    browser.post("/account/logout/")
    for number in range(7):
        for _ in range(5):
            asked(ada.email, Client(REMOTE_ADDR=f"203.0.113.{number}"))
    assert asked(ada.email)[1].status_code == 429
    assert asked(ada.email, browser)[1].status_code == 302


def test_a_code_opens_while_the_password_is_being_guessed(ada: User) -> None:
    for number in range(101):
        data = {"username": ada.email, "password": "a guess"}
        answer = Client(REMOTE_ADDR=f"203.0.113.{number}").post("/account/login/", data)
    assert answer.status_code == 429
    assert "Email me a code" in answer.content.decode()
    client, _ = asked(ada.email)
    assert client.post(TYPE, {"code": emailed_code()}).url == "/account/"


@pytest.mark.parametrize("email", ["", "ada", "a" * 260 + "@example.com"])
def test_what_is_no_address_is_said_beside_the_field(email: str) -> None:
    answer = asked(email)[1]
    assert answer.status_code == 422
    assert "email address" in answer.content.decode()
