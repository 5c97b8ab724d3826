"""Which addresses are the back office, and who works there."""

from functools import cache

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch, get_urlconf, reverse

from shop.accounts.models import User

# Everything under these addresses is for staff. A name that isn't routed, such as Django's admin, is none.
ENTRANCES = ("wagtailadmin_home", "admin:index")
OFFICE = ("wagtailadmin_home",)
SIGN_OUT = ("wagtailadmin_logout", "admin:logout")
WORK = ("wagtailadmin.access_admin", "partner.dashboard_access")


def is_back_office(path: str) -> bool:
    """Whether a second step guards this path."""
    return path.startswith(_addresses(ENTRANCES)) and path not in _addresses(SIGN_OUT)


def is_office(path: str) -> bool:
    """Whether the path is in the office, that is Wagtail's admin."""
    return path.startswith(_addresses(OFFICE))


def works_here(user: User | AnonymousUser) -> bool:
    """Whether the person may open any part of the back office."""
    return bool(user.is_staff or any(user.has_perm(right) for right in WORK))


def home_for(user: User | AnonymousUser) -> str:
    """The page after a sign-in that asked for none."""
    if user.has_perm("wagtailadmin.access_admin"):
        return resolve_url("wagtailadmin_home")
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def _addresses(names: tuple[str, ...]) -> tuple[str, ...]:
    """The addresses of those names that are routed."""
    return _reversed(names, get_urlconf() or settings.ROOT_URLCONF)


@cache
def _reversed(names: tuple[str, ...], urlconf: str) -> tuple[str, ...]:
    """Cached, because every request of the shop asks: reversing six names takes 50 microseconds."""
    found = []
    for name in names:
        try:
            found.append(reverse(name, urlconf))
        except NoReverseMatch:
            continue
    return tuple(found)


def new_password_page(user: User) -> str:
    """The name of the page on which this person asks for a link to a new password."""
    return "wagtailadmin_password_reset" if works_here(user) else "password-reset"
