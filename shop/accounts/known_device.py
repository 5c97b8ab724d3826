"""Known devices: a signed cookie lets owners sign in while others are guessing their password."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core import signing
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase

from shop.accounts.models import User

COOKIE = "known_device"
SALT = "shop.accounts.known_device"
YEAR = 365 * 24 * 60 * 60
TOO_MANY_REQUESTS = 429
FORM_STATUSES = {200, 422}


def is_known(request: HttpRequest | None, user: User | None) -> bool:
    """Whether this browser has signed in as `user` within the last year."""
    if request is None or user is None:
        return False
    try:
        return bool(request.get_signed_cookie(COOKIE, salt=SALT, max_age=YEAR) == str(user.pk))
    except (KeyError, signing.BadSignature):
        return False


@receiver(user_logged_in, dispatch_uid="accounts.known_device")
def remember(sender: object, request: HttpRequest, user: User, **kwargs: object) -> None:
    """Mark the request for `SignInMiddleware`: a signal receiver has no response to set a cookie on."""
    request.signed_in_as = user.pk  # type: ignore[attr-defined]


class SignInMiddleware:
    """Sets the known-device cookie after a sign-in, and status 429 when a sign-in was rate-limited."""

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
        if hasattr(request, "too_many") and response.status_code in FORM_STATUSES:
            response.status_code = TOO_MANY_REQUESTS
        return response
