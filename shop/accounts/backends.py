"""The authentication backend of all sign-in forms: the shop's and the office's."""

from typing import NamedTuple

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from shop.accounts.known_device import is_known
from shop.accounts.models import User
from shop.fields.email_address import tidy
from shop.web.client_ip import client_network
from shop.web.rate_limits import RateLimited, consume, forget, release

MINUTES = 15
MAX_FOR_ACCOUNT = 10  # from one network, or from a known device
MAX_FROM_NETWORK = 40  # a network may have many users
MAX_FOR_ACCOUNT_ANYWHERE = 100


class Limit(NamedTuple):
    """A rate limit that a sign-in counts towards: its name, its key and its maximum."""

    what: str
    who: str
    most: int


class EmailBackend(ModelBackend):
    """Signs in by case-insensitive email and password, with rate limits for account and network.

    Replaces Oscar's backend, which has no rate limit, and whose response time reveals which addresses
    have an account.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        email: str | None = None,
        **_: object,
    ) -> User | None:
        """Called by Django. Raises ValidationError beyond a rate limit, before the password is hashed."""
        address = tidy(email or username or "")
        if not address or password is None:
            return None
        user = User.objects.filter(email=address).first()
        limits = self._limits(request, address, user)
        self._consume(request, limits)
        if user is None:
            User().set_password(password)  # hashing takes the same time as for a wrong password
            return None
        if not user.check_password(password) or not self.user_can_authenticate(user):
            return None
        for limit in limits:
            release(limit.what, limit.who)
        forget(limits[0].what, limits[0].who)
        return user

    def _limits(self, request: HttpRequest | None, address: str, user: User | None) -> list[Limit]:
        """The rate limits for this sign-in, narrowest first.

        An attacker's guesses use up the limit of their own network first, so that they can't lock the owner
        out. Guesses from many networks do, except from a browser that the owner has used before.
        """
        if user is not None and is_known(request, user):
            return [Limit("sign-in.device", str(user.pk), MAX_FOR_ACCOUNT)]
        network = client_network(request) if request is not None else ""
        return [
            Limit("sign-in.email", f"{address} {network}", MAX_FOR_ACCOUNT),
            Limit("sign-in.from", network, MAX_FROM_NETWORK),
            Limit("sign-in.everywhere", address, MAX_FOR_ACCOUNT_ANYWHERE),
        ]

    def _consume(self, request: HttpRequest | None, limits: list[Limit]) -> None:
        """Raise ValidationError beyond a limit: every sign-in form shows it as its own error."""
        try:
            for limit in limits:
                consume(limit.what, limit.who, most=limit.most, minutes=MINUTES)
        except RateLimited as problem:
            if request is not None:
                request.too_many = problem  # type: ignore[attr-defined]
            raise ValidationError(str(problem), code="too_many") from problem
