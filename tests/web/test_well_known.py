"""What password managers and security researchers look for."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from shop.accounts.models import User
from tests.support.cast import signed_in

pytestmark = pytest.mark.django_db
TXT = "/.well-known/security.txt"


def fields() -> dict[str, str]:
    answer = Client().get(TXT)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    return dict(line.split(": ", 1) for line in answer.content.decode().splitlines())


def test_password_managers_find_the_page(ada: User) -> None:
    answer = signed_in(ada).get("/.well-known/change-password", follow=True)
    assert answer.redirect_chain == [("/account/password/", 302)]
    assert answer.status_code == 200


def test_they_trust_it_because_other_addresses_are_not_found() -> None:
    """https://w3c.github.io/webappsec-change-password-url/#the-current-request"""
    path = "/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200"
    assert Client().get(path).status_code == 404


def test_security_txt_names_contact_and_address(settings: Any) -> None:
    found = fields()
    assert found["Contact"] == f"mailto:{settings.TRADER['email']}"
    assert found["Canonical"] == f"{settings.SHOP_URL}{TXT}"
    assert set(found) == {"Contact", "Expires", "Preferred-Languages", "Canonical"}


@pytest.mark.parametrize("day", ["2026-05-01T10:00:00Z", "2031-12-31T23:59:59Z"])
def test_it_never_expires_while_the_shop_runs(day: str, time_machine: Any) -> None:
    time_machine.move_to(day)
    expires = datetime.fromisoformat(fields()["Expires"])
    assert timedelta(days=178) < expires - datetime.now(UTC) < timedelta(days=365)


def test_it_takes_no_form() -> None:
    assert Client().post(TXT).status_code == 405
