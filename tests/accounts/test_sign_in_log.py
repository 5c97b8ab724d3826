"""Who signed in, who was refused and what changed stands in the log, without an address."""

import logging

import pytest
from allauth.mfa.signals import authentication_failed, authenticator_added
from django.conf import settings
from django.test import Client

from shop.accounts.models import User
from tests.support.cast import PASSWORD, signed_in

SECURITY = "security"


@pytest.fixture(autouse=True)
def _from_info_on(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger=SECURITY)


def tries(email: str, password: str) -> Client:
    client = Client()
    client.post("/office/login/", {"username": email, "password": password})
    return client


def test_a_sign_in_names_the_account_and_the_way(cleo: User, caplog: pytest.LogCaptureFixture) -> None:
    client = tries(cleo.email, PASSWORD)
    assert f"account {cleo.pk} signed in by password" in caplog.messages
    client.logout()
    assert f"account {cleo.pk} signed out" in caplog.messages


def test_refusals_of_one_address_have_one_mark(cleo: User, caplog: pytest.LogCaptureFixture) -> None:
    for email in (cleo.email, cleo.email.upper(), "nobody@example.com"):
        tries(email, "wrong")
    lines = [line for line in caplog.messages if line.startswith("sign-in refused")]
    assert len(lines) == 3 and lines[0] == lines[1] != lines[2]
    assert "example.com" not in caplog.text.lower()


def test_wrong_codes_and_changes_name_the_account(ada: User, caplog: pytest.LogCaptureFixture) -> None:
    for signal in (authentication_failed, authenticator_added):
        signal.send(sender=None, request=None, user=ada, authenticator=None)
    assert f"second step added for account {ada.pk}" in caplog.messages
    assert f"wrong code or passkey for account {ada.pk}" in caplog.messages


def test_a_screen_without_the_right_is_noted(mia: User, caplog: pytest.LogCaptureFixture) -> None:
    signed_in(mia).get("/office/orders/")
    assert f"account {mia.pk} may not open office_orders:index" in caplog.messages


def test_a_real_shop_logs_them() -> None:
    assert settings.LOGGING["loggers"][SECURITY] == {"level": "INFO"}
