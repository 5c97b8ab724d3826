"""Log lines of sign-ins, refused ones and changed ways to sign in. No line holds an address or a network.

A refused address is told apart by a keyed hash, so that tries against one account can be counted.
"""

import logging
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import login_code_rejected, password_changed, password_reset, user_logged_in
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from shop.accounts.models import User
from shop.fields.email_address import tidy

logger = logging.getLogger("security.sign_in")
CHANGES = {
    password_changed: "password changed",
    password_reset: "password reset",
    authenticator_added: "second step added",
    authenticator_removed: "second step removed",
    authenticator_reset: "recovery codes made anew",
}


@receiver(user_logged_in, dispatch_uid="accounts.log_sign_in")
def log_sign_in(sender: object, request: HttpRequest, user: User, **kwargs: object) -> None:
    """Sent by allauth once all steps are done; Django’s own signal comes before they are in the session."""
    used = "+".join(str(record["method"]) for record in get_authentication_records(request, user))
    logger.info("account %s signed in by %s", user.pk, used or "unknown")


@receiver(user_logged_out, dispatch_uid="accounts.log_sign_out")
def log_sign_out(sender: object, request: HttpRequest, user: User | None, **kwargs: object) -> None:
    """`user` is None where nobody was signed in."""
    if user is not None:
        logger.info("account %s signed out", user.pk)


@receiver(user_login_failed, dispatch_uid="accounts.log_refusal")
def log_refusal(sender: object, credentials: dict[str, Any], **kwargs: object) -> None:
    """Sent by Django for a wrong password and for an address without an account alike."""
    address = str(credentials.get("email") or credentials.get("username") or "")
    logger.warning("sign-in refused for address %s", _mark(address))


@receiver([authentication_failed, login_code_rejected], dispatch_uid="accounts.log_wrong_code")
def log_wrong_code(sender: object, user: User, **kwargs: object) -> None:
    """A code by email, out of an app or of the list of recovery codes, or a passkey."""
    logger.warning("wrong code or passkey for account %s", user.pk)


@receiver(list(CHANGES), dispatch_uid="accounts.log_change")
def log_change(sender: object, signal: Any, user: User, **kwargs: object) -> None:
    """What the person is told by email, too."""
    logger.warning("%s for account %s", CHANGES[signal], user.pk)


def _mark(address: str) -> str:
    return salted_hmac("shop.accounts.sign_in_log", tidy(address), algorithm="sha256").hexdigest()[:12]
