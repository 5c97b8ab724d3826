"""Where an account is signed in: the list, and ending one or all."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from shop.accounts.browsers import in_words
from shop.accounts.models import User
from tests.support.cast import PASSWORD, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/account/sessions/"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)


def browser(user: User, agent: str = WINDOWS, network: str = "203.0.113.9") -> Client:
    """A browser in which the password was typed."""
    client = Client(headers={"User-Agent": agent}, REMOTE_ADDR=network)
    client.post("/account/login/", {"username": user.email, "password": PASSWORD})
    return client


def in_the_list(client: Client) -> list[Any]:
    return list(client.get(PAGE).context["sign_ins"])


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_each_browser_is_named_and_this_one_is_marked(ada: User) -> None:
    phone, computer = browser(ada, PHONE, "198.51.100.7"), browser(ada)
    found = in_the_list(computer)
    assert [(one.browser, one.network, one.is_this_one) for one in found] == [
        ("Firefox on Windows", "203.0.113.9", True),
        ("Safari on iPhone", "198.51.100.7", False),
    ]
    assert "This one" in phone.get(PAGE).content.decode()


@pytest.mark.parametrize(("who", "ben_stays"), [("ada@example.com", True), ("--everybody", False)])
def test_the_server_ends_those_of_one_account_or_all(ada: User, ben: User, who: str, ben_stays: bool) -> None:
    adas, bens = browser(ada), browser(ben)
    call_command("end_sign_ins", who)
    assert (is_in(adas), is_in(bens)) == (False, ben_stays)


def test_one_can_be_signed_out(ada: User) -> None:
    phone, computer = browser(ada, PHONE), browser(ada)
    other = in_the_list(computer)[1]
    assert computer.post(f"{PAGE}{other.pk}/end/").url == PAGE
    assert (is_in(phone), is_in(computer)) == (False, True)
    assert len(in_the_list(computer)) == 1


def test_nobody_elses_can(ada: User, ben: User) -> None:
    hers, his = browser(ada), browser(ben)
    assert his.post(f"{PAGE}{in_the_list(hers)[0].pk}/end/").status_code == 404
    assert is_in(hers)


def test_all_others_can(ada: User) -> None:
    others, this = [browser(ada), browser(ada, PHONE)], browser(ada)
    this.post(f"{PAGE}end/")
    assert [is_in(one) for one in (*others, this)] == [False, False, True]


def test_all_can(ada: User) -> None:
    other, this = browser(ada), browser(ada)
    assert this.post(f"{PAGE}end-all/").url == "/account/login/"
    assert [is_in(one) for one in (other, this)] == [False, False]


def test_a_new_password_ends_the_others_and_keeps_this_one_listed(ada: User) -> None:
    other, this = browser(ada, PHONE), browser(ada)
    this.post("/account/password/", {"password": PASSWORD, "new_password": "kettle window lorry"})
    assert (is_in(other), is_in(this)) == (False, True)
    assert [one.is_this_one for one in in_the_list(this)] == [True]
    assert UserSession.objects.filter(user=ada).count() == 1


def test_a_session_from_before_the_list_is_in_it(ada: User) -> None:
    old = signed_in(ada)
    UserSession.objects.all().delete()
    assert [one.is_this_one for one in in_the_list(old)] == [True]


def test_last_used_is_noted_every_ten_minutes(ada: User) -> None:
    with time_machine.travel("2026-05-01T10:00:00Z", tick=False) as clock:
        client = browser(ada)
        for minutes in (9, 2):
            clock.shift(timedelta(minutes=minutes))
            client.get("/account/")
        used = UserSession.objects.get(user=ada).last_seen_at
    assert used.strftime("%H:%M") == "10:11"


def test_public_pages_do_not_vary_by_it(ada: User) -> None:
    client = browser(ada)
    cache.clear()
    assert "Cookie" not in client.get("/shop/").headers.get("Vary", "")


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("", "Unknown browser"),
        ("curl/8.1", "curl"),
        ("\x00<b>", "Unknown browser"),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/139.0.0.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/139.0.0.0 Safari/537.36 Edg/139.0",
            "Edge on Mac",
        ),
    ],
    ids=["none", "curl", "odd", "android", "edge"],
)
def test_browsers_in_words(agent: str, words: str) -> None:
    assert in_words(agent) == words
