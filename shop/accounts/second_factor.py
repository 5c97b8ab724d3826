"""The second step of people who work here: whether they have one, used it, and how long they may wait."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from shop.accounts.models import User

Type = Authenticator.Type
SIGNED_IN_AT = "signed_in_at"  # seconds since 1970, in the session
SEEN_AT = "office_seen_at"
SEEN_EVERY = 60  # seconds; a session is written no more often for being used
# Wagtail asks these by itself while a page is open: nobody need be there.
BY_ITSELF = ("/editing-sessions/", "/jsi18n/")


@dataclass(frozen=True)
class SignIn:
    """How the session of a request was signed in. Times are seconds since 1970."""

    at: float
    used_factor: bool
    seen_at: float

    @property
    def is_over(self) -> bool:
        """Whether it has lasted, or nobody has used it, for too long."""
        now = time.time()
        too_old = now - self.at > settings.STAFF_SESSION_HOURS * 3600
        return too_old or now - max(self.at, self.seen_at) > settings.STAFF_IDLE_MINUTES * 60


def read_sign_in(request: HttpRequest, user: User, factors: set[str]) -> SignIn:
    """From allauth's record of this session, which holds only what this person proved in it.

    Adding a passkey or an app isn't in that record: only using it is. For an account with a second step
    only the second step counts, so that the password alone can't prolong a session.
    """
    records = get_authentication_records(request, user)
    proofs = [float(record["at"]) for record in records if record["method"] == "mfa" or not factors]
    if not proofs:
        proofs = [float(request.session.get(SIGNED_IN_AT, 0))]
    used = any(record["method"] == "mfa" for record in records)
    return SignIn(at=max(proofs), used_factor=used, seen_at=float(request.session.get(SEEN_AT, 0)))


def note_use(request: HttpRequest) -> None:
    """Remember that somebody works in this session, at most once a minute."""
    if any(part in request.path for part in BY_ITSELF):
        return
    now = int(time.time())
    if now - int(request.session.get(SEEN_AT, 0)) >= SEEN_EVERY:
        request.session[SEEN_AT] = now


def factors_of(user: User) -> set[str]:
    """The kinds of second step that the account has; recovery codes alone are none."""
    kinds = Authenticator.objects.filter(user=user).values_list("type", flat=True)
    return set(kinds) - {Type.RECOVERY_CODES}


def where_to_prove(factors: set[str]) -> str:
    """The page that asks for the second step."""
    return reverse("mfa_reauthenticate" if Type.TOTP in factors else "mfa_reauthenticate_webauthn")


def grace_until(user: User) -> datetime | None:
    """Until when the person may work without a second step; None where none is granted.

    The time begins with the first page of the back office that the account opens.
    """
    if settings.STAFF_MFA != "grace":
        return None
    if user.grace_began_at is None:
        user.grace_began_at = timezone.now()
        User.objects.filter(pk=user.pk, grace_began_at=None).update(grace_began_at=user.grace_began_at)
    return user.grace_began_at + timedelta(days=settings.STAFF_MFA_GRACE_DAYS)
