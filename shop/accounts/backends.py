"""Who is signing in. Every door uses this: the shop's page, the dashboard's and Wagtail's."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from shop.accounts.models import User
from shop.limits import TooMany, count, forget, give_back


class EmailBackend(ModelBackend):
    """E-mail in any case and password, with few tries for an account and more for a place, where many live.

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
        """Called by Django for each sign-in form; past the limit nothing is hashed: `too_many` says why."""
        address = (email or username or "").strip()
        if not address or password is None:
            return None
        place = _place(request)
        try:
            count("sign-in.from", place, most=40, minutes=15)
            count("sign-in.email", address, most=10, minutes=15)
        except TooMany as problem:
            if request is not None:
                request.too_many = problem  # type: ignore[attr-defined]
            raise PermissionDenied from problem
        user = User.objects.filter(email__iexact=address).first()
        if user is None:
            User().set_password(password)  # takes as long as a wrong password
            return None
        if not user.check_password(password) or not self.user_can_authenticate(user):
            return None
        forget("sign-in.email", address)
        give_back("sign-in.from", place)
        return user


def _place(request: HttpRequest | None) -> str:
    from shop.visitor import network_of  # its own imports need models that load after this file

    return network_of(request) if request is not None else ""
