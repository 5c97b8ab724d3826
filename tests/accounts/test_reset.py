"""A colleague lost the phone: the owner resets the second step."""

import pytest
from django.core.management import CommandError, call_command

from shop.accounts.models import User
from tests.support.outbox import queued
from tests.support.second_factor import an_app, typed_code, typed_password

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(nora: User) -> User:
    nora.is_superuser = True
    nora.save()
    return nora


def test_it_removes_ends_and_tells(cleo: User, owner: User) -> None:
    secret = an_app(cleo)
    client, _ = typed_password(cleo)
    typed_code(client, secret)
    assert client.get("/account/").status_code == 200
    call_command("reset_second_step", cleo.email, by=owner.email, verbosity=0)
    assert client.get("/account/").status_code == 302
    assert typed_password(cleo)[1].url == "/account/"  # no code is asked for
    assert [one.recipient for one in queued("accounts.security_notice")] == [cleo.email, owner.email]


@pytest.mark.parametrize(("email", "by"), [("nobody@example.com", "nora"), ("cleo", "ada")])
def test_only_an_owner_and_only_an_account(email: str, by: str, cleo: User, owner: User, ada: User) -> None:
    people = {"cleo": cleo.email, "nora": owner.email, "ada": ada.email}
    with pytest.raises(CommandError):
        call_command("reset_second_step", people.get(email, email), by=people[by])
