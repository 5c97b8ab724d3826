"""Signs a person in by way of django-allauth, which asks for the second step of those who have one."""

import time

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from shop.accounts.models import User
from shop.accounts.second_factor import SIGNED_IN_AT


def sign_in(request: HttpRequest, user: User, *, method: str, then: str = "") -> HttpResponse:
    """Start the session, or ask for the second step first; the response leads on to `then`.

    `method` says what was proved: “password”, or “link” for a link by email. What the shop does after a
    sign-in listens to allauth's signal `user_logged_in`, which comes after the second step.
    """
    record_authentication(request, user, method)
    response: HttpResponse = perform_login(request, user, redirect_url=str(then) or None)
    return response


@receiver(user_logged_in, dispatch_uid="accounts.signed_in_at")
def note_time(sender: object, request: HttpRequest, user: User, **kwargs: object) -> None:
    """When this session began, whichever page began it."""
    request.session[SIGNED_IN_AT] = int(time.time())
