"""Before a sensitive change: the password, or a code, also for whoever has no password."""

from typing import Any

import pytest
from django.test import Client

from shop.accounts.models import User
from tests.customer.account.test_code_sign_in import TYPE, asked, emailed_code
from tests.support.cast import PASSWORD, signed_in

pytestmark = pytest.mark.django_db
CODE, CONFIRM = "/account/reauthenticate/code/", "/account/reauthenticate/code/confirm/"
PAGES = ["/account/email/", "/account/password/", "/account/delete/", "/account/security/webauthn/add/"]


@pytest.fixture
def eve(ada: User) -> User:
    """Has no password."""
    ada.set_unusable_password()
    ada.save()
    return ada


def by_code(client: Client, user: User, then: str) -> Any:
    """Confirm by a code; the last answer."""
    client.post(CODE, {"recipient": user.email, "next": then})
    return client.post(CONFIRM, {"code": emailed_code(), "next": then})


@pytest.mark.parametrize("page", PAGES)
def test_without_a_password_a_code_is_asked_for(eve: User, page: str) -> None:
    client, _ = asked(eve.email)
    client.post(TYPE, {"code": emailed_code()})
    answer = client.get(page)
    assert answer.url.startswith(CODE)
    assert "Email me a code" in client.get(answer.url).content.decode()
    assert by_code(client, eve, page).url == page
    answer = client.get(page)
    assert answer.status_code == 200
    assert 'type="password" name="password"' not in answer.content.decode()


def test_a_first_password_can_be_chosen(eve: User) -> None:
    client = signed_in(eve)
    by_code(client, eve, "/account/password/")
    assert client.post("/account/password/", {"new_password": "kettle window lorry"}).status_code == 302
    eve.refresh_from_db()
    assert eve.check_password("kettle window lorry")


def test_an_account_without_a_password_can_be_deleted(eve: User) -> None:
    client = signed_in(eve)
    assert client.post("/account/delete/").url.startswith(CODE)
    by_code(client, eve, "/account/delete/")
    assert client.post("/account/delete/").status_code == 200
    assert not User.objects.exists()


def test_who_forgot_the_password_may_take_a_code(ada: User) -> None:
    client = signed_in(ada)
    assert f"{CODE}?next=%2Faccount%2Femail%2F" in client.get("/account/email/").content.decode()
    by_code(client, ada, "/account/email/")
    assert client.post("/account/email/", {"email": "new@example.com"}).status_code == 302


def test_signing_in_is_not_enough(ada: User) -> None:
    client, _ = asked(ada.email)
    client.post(TYPE, {"code": emailed_code()})
    assert client.post("/account/email/", {"email": "new@example.com"}).status_code == 422


def test_a_confirmation_lasts_a_quarter_of_an_hour(ada: User, time_machine: Any) -> None:
    time_machine.move_to("2026-05-01T10:00:00Z", tick=False)
    client = signed_in(ada)
    by_code(client, ada, "/account/email/")
    time_machine.shift(15 * 60 + 1)
    answer = client.post("/account/email/", {"email": "new@example.com"})
    assert answer.status_code == 422
    assert 'value="new@example.com"' in answer.content.decode()


def test_the_code_goes_to_the_accounts_address_only(ada: User) -> None:
    client = signed_in(ada)
    client.get(CODE)
    assert client.post(CODE, {"recipient": "evil@example.com"}).status_code == 200
    assert client.get(CONFIRM).url.startswith(CODE)  # no code was sent


def test_it_follows_the_address(ada: User) -> None:
    client = signed_in(ada)
    client.get(CODE)
    User.objects.filter(pk=ada.pk).update(email="ada@new.example")
    assert "ada@new.example" in client.get(CODE).content.decode()
    assert client.post(CODE, {"recipient": "ada@example.com"}).status_code == 200
    assert client.post(CODE, {"recipient": "ada@new.example"}).status_code == 302


def test_wrong_codes_end_the_attempt(ada: User) -> None:
    client = signed_in(ada)
    client.post(CODE, {"recipient": ada.email})
    code = emailed_code()
    assert [client.post(CONFIRM, {"code": "1"}).status_code for _ in range(3)] == [422, 422, 302]
    assert client.post(CONFIRM, {"code": code}).url.startswith(CODE)


def test_the_password_is_still_asked_for(ada: User) -> None:
    client = signed_in(ada)
    data = {"email": "new@example.com", "password": PASSWORD}
    assert client.post("/account/email/", data | {"password": "x"}).status_code == 422
    assert client.post("/account/email/", data).status_code == 302
