"""Opening an account: it is valid once its email address is confirmed with the password chosen for it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from shop.accounts.models import User
from shop.customer.account import services
from shop.customer.account.tokens import email_token, read_email_token
from shop.privacy.retention import purge
from tests.support.cast import PASSWORD, signed_in
from tests.support.factories import a_product
from tests.support.purchases import an_order

pytestmark = pytest.mark.django_db(transaction=True)
NEW = {"email": "New@Example.com", "password": "three plain words"}


def link_in(sent: Any) -> str:
    found = re.search(r"http://[^/]+(/account/confirm/\S+)", sent.body)
    assert found, sent.body
    return found[1]


@pytest.mark.parametrize("same_browser", [True, False])
def test_from_the_form_over_the_mail_into_the_account(same_browser: bool) -> None:
    browser = Client()
    assert "check your email" in browser.post("/account/register/", NEW).content.decode()
    link = link_in(mail.outbox[0])
    browser, password = (browser, "") if same_browser else (Client(), NEW["password"])
    assert ("Password" in browser.get(link).content.decode()) is not same_browser
    browser.post(link, {"password": password})
    assert "Signed in as new@example.com" in browser.get("/account/").content.decode()


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
    assert known.content.decode().replace(ada.email, "") == unknown.content.decode().replace(
        NEW["email"].lower(), ""
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


def test_registering_and_trying_the_password_tells_nothing(ada: User) -> None:
    """Else a stranger registers an address and learns from the sign-in whether it was free."""
    answers = set()
    for email in ("free@example.com", ada.email):
        services.register(email=email, password=NEW["password"])
        answer = Client().post("/account/login/", {"username": email, "password": NEW["password"]})
        answers.add((answer.status_code, re.sub(r'value="[^"]*"', "", answer.content.decode())))
    assert len(answers) == 1


@pytest.mark.parametrize("flags", [{"is_superuser": True, "is_staff": True}, {"is_staff": True}, {}])
def test_an_account_made_by_the_owner_is_nobodys_to_overwrite(flags: dict[str, bool]) -> None:
    """`createsuperuser` and the back offices prove no address; that must not look like a registration."""
    theirs = User.objects.create_user("owner@example.com", PASSWORD)
    User.objects.filter(pk=theirs.pk).update(**flags, last_login=None, email_confirmed_at=None)
    services.register(email="Owner@example.com", password="the stranger's own")
    assert User.objects.get(pk=theirs.pk).check_password(PASSWORD)
    assert mail.outbox[0].subject == "You already have an account"


@pytest.mark.parametrize("door", ["/account/login/", "/office/login/"])
def test_no_door_opens_before_the_address_is_proved(door: str) -> None:
    services.register(**NEW)
    browser = Client()
    browser.post(door, {"username": NEW["email"], "password": NEW["password"]})
    assert "_auth_user_id" not in browser.session


def test_a_mailed_new_password_proves_the_address_too() -> None:
    services.register(**NEW)
    services.set_password(user=User.objects.get(), password="another of three words")
    assert User.objects.get().is_active


def test_whom_staff_shut_out_gets_no_links(ada: User) -> None:
    User.objects.filter(pk=ada.pk).update(is_active=False)
    services.send_reset(email=ada.email)
    assert (mail.outbox, read_email_token(email_token(ada, ada.email))) == ([], None)


def test_guest_orders_join_the_confirmed_account() -> None:
    mine = an_order(email="new@example.com")
    other = an_order(a_product("Other oil"), email="someone.else@example.com")
    services.register(**NEW)
    user = User.objects.get()
    assert services.attach_guest_orders(user=user) == 0
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
    told = [one.subject for one in mail.outbox if one.to == ["ada@example.com"]]
    assert told == ["Did you ask to change your email address?", "Your email address was changed"]


def test_an_address_somebody_else_has_isnt_taken_from_them(ada: User, ben: User) -> None:
    assert services.confirm_email(user=ben, email=ada.email) is False
    ben.refresh_from_db()
    assert ben.email == "ben@example.com"


def test_a_registration_nobody_proved_is_forgotten_after_a_month(ada: User) -> None:
    """An account that staff have blocked stays, because it was used."""
    services.register(**NEW)
    User.objects.update(date_joined=timezone.now() - timedelta(days=31))
    User.objects.filter(pk=ada.pk).update(is_active=False)
    purge()
    assert list(User.objects.all()) == [ada]


def test_a_fresh_registration_is_kept() -> None:
    services.register(**NEW)
    purge()
    assert User.objects.filter(email=NEW["email"]).exists()
