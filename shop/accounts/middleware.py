"""The one check that guards every address of the back office."""

from collections.abc import Callable
from datetime import datetime
from typing import cast
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone

from shop.accounts.back_office import is_back_office, works_here
from shop.accounts.requests import SignedInRequest
from shop.accounts.second_factor import factors_of, grace_until, note_use, read_sign_in, where_to_prove
from shop.london import london

OFF = "Second steps are switched off (STAFF_MFA=off): a password alone opens this office."
SET_UP = "The office needs a second step at sign-in. Please add a passkey or an authenticator app."


class BackOfficeGuard:
    """Lets people who work here in once this sign-in was made with a second step.

    It looks at the session in each request, so that it doesn't matter which page signed the person in.
    Visitors and shoppers pass: the views themselves refuse them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_back_office(request.path) or not request.user.is_authenticated:
            return self.get_response(request)
        person = cast(SignedInRequest, request)
        if not works_here(person.user):
            return self.get_response(request)
        if settings.STAFF_MFA == "off":
            person.office_notice = OFF
            return self.get_response(request)
        return self._refusal(person) or self.get_response(request)

    def _refusal(self, request: SignedInRequest) -> HttpResponse | None:
        factors = factors_of(request.user)
        sign_in = read_sign_in(request, request.user, factors)
        if sign_in.is_over:
            return self._sign_in_again(request, factors)
        if factors and not sign_in.used_factor:
            return _redirect(request, where_to_prove(factors))
        if not factors and (refusal := self._without_factor(request)):
            return refusal
        note_use(request)
        return None

    def _sign_in_again(self, request: SignedInRequest, factors: set[str]) -> HttpResponse:
        """With the second step where there is one, otherwise with whatever the account has."""
        methods = get_adapter().get_reauthentication_methods(request.user)
        if factors or methods:
            return _redirect(request, where_to_prove(factors) if factors else methods[0]["url"])
        logout(request)
        return _redirect(request, resolve_url(settings.LOGIN_URL))

    def _without_factor(self, request: SignedInRequest) -> HttpResponse | None:
        until = grace_until(request.user)
        if until is None or until <= timezone.now():
            messages.warning(request, SET_UP)
            return _redirect(request, reverse("mfa_index"))
        request.office_notice = _reminder(until)
        request.office_notice_url = reverse("mfa_index")
        return None


def _reminder(until: datetime) -> str:
    return f"Please add a passkey or an authenticator app. From {london(until)} the office asks for one."


def _redirect(request: HttpRequest, url: str) -> HttpResponse:
    """To a page that comes back here. A script's request gets a plain refusal instead of a page."""
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        raise PermissionDenied
    return HttpResponseRedirect(f"{url}?{urlencode({'next': request.get_full_path()})}")
