"""Before a sensitive change somebody without a password confirms in another way that it's them."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.http import HttpResponse
from django.shortcuts import redirect

from shop.accounts.requests import SignedInRequest

View = Callable[[SignedInRequest], HttpResponse]


def confirmed_or_password(view: View) -> View:
    """The form itself asks for a password; an account without one is led to a code or a passkey.

    Not by allauth's exception: it would store what was posted, so perhaps a new password, in the session.
    """

    @wraps(view)
    def wrapper(request: SignedInRequest) -> HttpResponse:
        if request.user.has_usable_password() or did_recently_reauthenticate(request):
            return view(request)
        way = get_adapter().get_reauthentication_methods(request.user)[0]["url"]
        return redirect(f"{way}?{urlencode({'next': request.path})}")

    return wrapper
