"""Where a person is signed in, and ending it. django-allauth stores one row for each session."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from shop.accounts.adapters import UNKNOWN_ADDRESS
from shop.accounts.browsers import in_words
from shop.accounts.models import User

SEEN_EVERY = 10 * 60  # seconds: the list says “in use now” or a time, no finer


@dataclass(frozen=True)
class SignIn:
    """A browser in which somebody is signed in. `network` is “” where a connection has no address."""

    pk: int
    browser: str
    network: str
    since: datetime
    used_at: datetime
    is_this_one: bool


def sign_ins_of(*, user: User, session_key: str | None) -> list[SignIn]:
    """The live ones, this browser first, then the last used; rows of sessions that ended are deleted."""
    rows = UserSession.objects.purge_and_list(user)
    found = [_sign_in(row, session_key) for row in rows]
    return sorted(found, key=lambda one: (one.is_this_one, one.used_at), reverse=True)


def end_sign_in(*, user: User, pk: int) -> bool:
    """End one of the person's sessions; False if there is none with this number any more."""
    row = UserSession.objects.filter(user=user, pk=pk).first()
    if row is None:
        return False
    row.end()
    return True


def end_other_sign_ins(*, user: User, session_key: str | None) -> None:
    """End all but the session with this key."""
    for row in UserSession.objects.filter(user=user).exclude(session_key=session_key):
        row.end()


def end_sign_ins(rows: QuerySet[UserSession]) -> int:
    """End these sessions; returns how many there were."""
    ended = 0
    for row in rows.iterator():
        row.end()
        ended += 1
    return ended


def note_use(request: HttpRequest) -> None:
    """Note at most every ten minutes that a browser is in use, also one without a row.

    A session's key is a secret, so the cache gets a hash of it.
    """
    key = request.session.session_key or ""
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    if key and cache.add(f"sign-in.used.{digest}", 1, SEEN_EVERY) and request.user.is_authenticated:
        UserSession.objects.create_from_request(request)


class NoteUse:
    """Afterwards, and only where the page asked the session: public pages must not vary by visitor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.session.accessed:
            note_use(request)
        return response


def _sign_in(row: UserSession, session_key: str | None) -> SignIn:
    return SignIn(
        pk=row.pk,
        browser=in_words(row.user_agent),
        network="" if row.ip == UNKNOWN_ADDRESS else row.ip,
        since=row.created_at,
        used_at=row.last_seen_at,
        is_this_one=row.session_key == session_key,
    )
