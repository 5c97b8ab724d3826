"""A browser that has signed in to an account before, so that guessing elsewhere can't shut its owner out."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core import signing
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase

COOKIE = "known_device"
SALT = "shop.accounts.known_device"
YEAR = 365 * 24 * 60 * 60
TOO_MANY_REQUESTS = 429
FORM_SHOWN_AGAIN = {200, 422}


def is_known(request: HttpRequest | None, user: Any) -> bool:
    """Whether this browser has signed in as `user` within a year; the cookie is signed."""
    if request is None or user is None:
        return False
    try:
        return bool(request.get_signed_cookie(COOKIE, salt=SALT, max_age=YEAR) == str(user.pk))
    except (KeyError, signing.BadSignature):
        return False


@receiver(user_logged_in, dispatch_uid="accounts.known_device")
def remember(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Mark the request, because a receiver has no answer to put the cookie on."""
    request.signed_in_as = user.pk  # type: ignore[attr-defined]


class SignInMiddleware:
    """Gives a browser its cookie after signing in, and every sign-in form the same 429 for too many tries."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if hasattr(request, "signed_in_as"):
            response.set_signed_cookie(
                COOKIE,
                str(request.signed_in_as),
                salt=SALT,
                max_age=YEAR,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        if hasattr(request, "too_many") and response.status_code in FORM_SHOWN_AGAIN:
            response.status_code = TOO_MANY_REQUESTS
        return response
