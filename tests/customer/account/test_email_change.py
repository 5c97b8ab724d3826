"""A change of address: the new one confirms, the former one can refuse and undo."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from shop.accounts.models import User
from shop.customer.account import services
from shop.customer.account.tokens import read_refuse_token
from tests.support.cast import PASSWORD, signed_in
from tests.support.outbox import send_queued
from tests.support.purchases import an_order
from tests.support.second_factor import an_app

pytestmark = pytest.mark.django_db
OLD, NEW = "ada@example.com", "ada@new.example"


def link_to(address: str, part: str) -> str:
    """The link in the last email to an address."""
    send_queued()
    text = next(one.body for one in reversed(mail.outbox) if one.to == [address] and part in one.body)
    found = re.search(rf"https?://[^/\s]+(/account/{part}/\S+)", str(text))
    assert found
    return found[1]


def asked(ada: User) -> Client:
    """A browser in which the change was asked for."""
    client = signed_in(ada)
    client.post("/account/email/", {"email": NEW, "password": PASSWORD})
    return client


def address(ada: User) -> str:
    ada.refresh_from_db()
    return str(ada.email)


def test_nothing_changes_before_the_new_address_confirms(ada: User) -> None:
    order = an_order(email=NEW)
    client = asked(ada)
    assert address(ada) == OLD
    client.post(link_to(NEW, "confirm"))
    assert address(ada) == NEW
    order.refresh_from_db()
    assert order.user == ada


def test_the_present_address_is_told_at_once(ada: User) -> None:
    asked(ada)
    send_queued()
    told = next(one for one in mail.outbox if one.to == [OLD])
    assert told.subject == "Did you ask to change your email address?"
    assert NEW in told.body


def test_refusing_stops_it_and_locks_the_stranger_out(ada: User) -> None:
    stranger = asked(ada)
    confirm = link_to(NEW, "confirm")
    refuse = link_to(OLD, "email/refuse")
    assert stranger.get("/account/").status_code == 200
    assert "Your account keeps the address" in re.sub(r"\s+", " ", Client().get(refuse).content.decode())
    assert address(ada) == OLD
    assert Client().post(refuse).status_code == 200
    assert stranger.get("/account/").status_code == 302
    assert Client().post(confirm, {"password": PASSWORD}).status_code == 404
    assert not User.objects.get().has_usable_password()
    send_queued()
    assert mail.outbox[-1].subject == "Choose a new password"
    assert mail.outbox[-1].to == [OLD]


def test_undoing_gives_the_address_back(ada: User) -> None:
    stranger = asked(ada)
    stranger.post(link_to(NEW, "confirm"))
    refuse = link_to(OLD, "email/refuse")
    an_app(ada)
    assert Client().post(refuse).status_code == 200
    assert address(ada) == OLD
    assert ada.authenticator_set.count() == 0
    assert stranger.get("/account/").status_code == 302
    send_queued()
    assert "Your email address was changed" in [one.subject for one in mail.outbox if one.to == [NEW]]


def test_a_factor_from_before_stays(ada: User, time_machine: Any) -> None:
    time_machine.move_to("2026-05-01T10:00:00Z")
    an_app(ada)
    time_machine.shift(timedelta(days=1))
    asked(ada)
    Client().post(link_to(OLD, "email/refuse"))
    assert ada.authenticator_set.count() == 1


def test_an_address_that_another_account_took_stays_theirs(ada: User, ben: User) -> None:
    asked(ada).post(link_to(NEW, "confirm"))
    refuse = link_to(OLD, "email/refuse")
    User.objects.filter(pk=ben.pk).update(email=OLD)
    assert Client().post(refuse).status_code == 409
    assert address(ada) == NEW


def test_a_link_lasts_two_weeks(ada: User, time_machine: Any) -> None:
    time_machine.move_to("2026-05-01T10:00:00Z")
    asked(ada)
    refuse = link_to(OLD, "email/refuse")
    time_machine.shift(timedelta(days=14, minutes=1))
    assert Client().post(refuse).status_code == 404


def test_a_third_address_ends_the_link(ada: User) -> None:
    asked(ada)
    refuse = link_to(OLD, "email/refuse")
    services.confirm_email(user=ada, email="ada@third.example")
    assert Client().get(refuse).status_code == 404


@pytest.mark.parametrize("token", ["x", "a:b:c", "WzFd:1abc:def"])
def test_a_forged_link_opens_nothing(token: str) -> None:
    assert read_refuse_token(token) is None
