"""Second steps for tests: an app with a known secret, and the code that it shows now."""

import time
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from shop.accounts.models import User
from tests.support.cast import PASSWORD


def an_app(user: User) -> str:
    """Add an authenticator app to the account; returns its secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code_of(secret: str) -> str:
    """What the app shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def typed_password(user: User, address: str = "/account/login/", **more: str) -> tuple[Client, Any]:
    """A browser in which the password was typed, and the answer."""
    client = Client()
    answer = client.post(address, {"username": user.email, "password": PASSWORD, **more})
    return client, answer


def typed_code(client: Client, secret: str, address: str = "/account/security/authenticate/") -> Any:
    """The answer to the code."""
    return client.post(address, {"code": code_of(secret)})
