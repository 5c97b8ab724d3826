"""Somebody with an account, and what emails to people are about."""

from typing import Any, Final

from django.contrib.auth.models import Group
from django.utils import timezone

from shop.accounts.models import User
from shop.accounts.sealing import seal
from shop.backoffice.emails.examples.orders import EMAIL
from shop.backoffice.roles import SHOPKEEPER
from shop.complaints.models import DataComplaint
from shop.london import iso
from shop.mail.examples import Make

NEW_EMAIL: Final = "una@example.org"


def _user() -> User:
    given = {"first_name": "Una", "last_name": "Quill", "email_confirmed_at": timezone.now()}
    user, _ = User.objects.get_or_create(email=EMAIL, defaults=given)
    return user


def a_person() -> dict[str, Any]:
    """For the emails that need no more than an account."""
    return {"user_id": _user().pk}


def _colleague() -> dict[str, Any]:
    user = _user()
    user.groups.add(Group.objects.get(name=SHOPKEEPER.group))
    return {"user_id": user.pk}


def _change_of_address() -> dict[str, Any]:
    return a_person() | {"old": EMAIL, "new": NEW_EMAIL, "asked_at": iso(timezone.now())}


def _complaint() -> dict[str, Any]:
    words = {"words": "You wrote to an address that I never gave you.", "source": "form"}
    row = DataComplaint.objects.create(email=EMAIL, received_on=timezone.localdate(), **words)
    return {"complaint_id": row.pk}


OF_PEOPLE: Final[dict[str, Make]] = {
    "accounts.code": lambda: {"sealed": seal("123-456-789"), "again": False},
    "accounts.no_account": dict,
    "accounts.security_notice": lambda: a_person() | {"change": "webauthn_added"},
    "complaints.received": _complaint,
    "customer.account_exists": a_person,
    "customer.confirm_email": lambda: a_person() | {"email": EMAIL},
    "customer.email_change_asked": _change_of_address,
    "customer.email_changed": _change_of_address,
    "customer.password_changed": a_person,
    "customer.password_reset": a_person,
    "office.invitation": _colleague,
}
