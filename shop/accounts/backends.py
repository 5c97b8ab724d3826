"""Who is signing in. Every sign-in form uses this: the shop's page, the dashboard's and Wagtail's."""

from typing import Any, NamedTuple

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from shop.accounts.known_device import is_known
from shop.accounts.models import User
from shop.fields.email_address import tidy
from shop.web.client_ip import client_network
from shop.web.rate_limits import RateLimited, consume, forget, release

MINUTES = 15
FEW, MANY_LIVE_THERE, FROM_EVERYWHERE = 10, 40, 100


class Try(NamedTuple):
    """One kind of try that is counted: its name, whose it is and how many there may be."""

    what: str
    who: str
    most: int


class EmailBackend(ModelBackend):
    """Email in any case and password, with few tries for an account and more for a network, where many live.

    Replaces Oscar's backend, which answers faster for an address without an account and so tells
    which addresses have one, and which lets everybody guess without end.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        email: str | None = None,
        **_: Any,
    ) -> User | None:
        """Called by Django for each sign-in form; past a limit nothing is hashed. Raises ValidationError."""
        address = tidy(email or username or "")
        if not address or password is None:
            return None
        user = User.objects.filter(email=address).first()
        tries = self._tries(request, address, user)
        self._count(request, tries)
        if user is None:
            User().set_password(password)  # takes as long as a wrong password
            return None
        if not user.check_password(password) or not self.user_can_authenticate(user):
            return None
        for try_ in tries:
            release(try_.what, try_.who)
        forget(tries[0].what, tries[0].who)
        return user

    def _tries(self, request: HttpRequest | None, address: str, user: User | None) -> list[Try]:
        """What a sign-in counts as, the narrowest first.

        A stranger's guesses count against their own network first, so that they can't shut out the owner of
        an account. Spread over many networks they do in the end, but not a browser that the owner has used.
        """
        if user is not None and is_known(request, user):
            return [Try("sign-in.device", str(user.pk), FEW)]
        place = _place(request)
        return [
            Try("sign-in.email", f"{address} {place}", FEW),
            Try("sign-in.from", place, MANY_LIVE_THERE),
            Try("sign-in.everywhere", address, FROM_EVERYWHERE),
        ]

    def _count(self, request: HttpRequest | None, tries: list[Try]) -> None:
        """Refuse past a limit, with the reason as the form's error: every sign-in form shows it."""
        try:
            for try_ in tries:
                consume(try_.what, try_.who, most=try_.most, minutes=MINUTES)
        except RateLimited as problem:
            if request is not None:
                request.too_many = problem  # type: ignore[attr-defined]
            raise ValidationError(str(problem), code="too_many") from problem


def _place(request: HttpRequest | None) -> str:
    return client_network(request) if request is not None else ""
