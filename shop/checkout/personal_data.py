"""Personal data in sessions: the email and address of a checkout, for at most two weeks."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from shop.accounts.models import User
from shop.checkout.details import Details, load
from shop.fields.email_address import tidy
from shop.london import iso
from shop.privacy.personal_data import erases, exports


def _sessions(email: str) -> Iterator[tuple[Session, dict[str, Any]]]:
    """Sessions can't be searched by what is in them, so each is opened: rare enough to be read one by one."""
    user = User.objects.filter(email=email).values_list("pk", flat=True).first()
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator(chunk_size=500):
        data = session.get_decoded()
        if tidy(load(data).email) == email or (user and data.get(SESSION_KEY) == str(user)):
            yield session, data


@exports("sessions.Session")
def checkouts_of(email: str, **_: object) -> dict[str, Any]:
    """What was typed at checkouts that haven't become orders, and where somebody is signed in."""
    return {"sessions": [_exported(session, load(data)) for session, data in _sessions(email)]}


def _exported(session: Session, details: Details) -> dict[str, Any]:
    lines = (details.line1, details.line2, details.town, details.postcode)
    return {
        "kept until": iso(session.expire_date),
        "email": details.email,
        "name": details.name,
        "address": ", ".join(line for line in lines if line),
        "gift message": details.gift_message,
    }


@erases("sessions.Session")
def forget_sessions(email: str, **_: object) -> list[str]:
    """Delete whole sessions; the browser gets a new one."""
    keys = [session.pk for session, _ in _sessions(email)]
    for key in keys:
        import_module(settings.SESSION_ENGINE).SessionStore().delete(key)  # its copy in a cache, too
    return ["Removed: what you typed at the checkout, and your sign-ins."] if keys else []
