"""The emails that the shop sends to people by itself: their legal basis, figures, and which may be off."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db.models import Count
from django.utils import timezone

from guides.newsletter.automations.service_reasons import SERVICE_EMAILS, Reason
from shop.mail import switches
from shop.mail.compose import staff_notice
from shop.mail.kinds import Kind, all_kinds, kind_of
from shop.mail.models import OutboxEmail

COUNTED: Final = timedelta(days=30)
OTHER: Final = "other"  # what libraries send by themselves
REVIEWS: Final = "aftercare.review_request"


class MustBeSent(Exception):
    """This email can’t be switched off; the text says why."""


@dataclass(frozen=True)
class ServiceEmail:
    """One kind with its figures; `sent` counts the last 30 days."""

    kind: str
    label: str
    reason: Reason
    sent: int
    is_on: bool
    note: str = ""


def to_people() -> list[Kind]:
    """Every kind that isn’t a plain notice to staff."""
    return [kind for kind in all_kinds() if kind.compose is not staff_notice and kind.name != OTHER]


def overview() -> list[ServiceEmail]:
    """Those that may be switched off come first."""
    sent, off = _sent(), switches.switched_off()
    rows = [
        ServiceEmail(
            kind.name, kind.label, reason, sent.get(kind.name, 0), kind.name not in off, _note(kind.name)
        )
        for kind, reason in _explained()
    ]
    return sorted(rows, key=lambda row: bool(row.reason.must))


def switch(*, kind: str, on: bool) -> str:
    """Switch one on or off; returns its label. Raises KeyError for an unknown kind, and MustBeSent."""
    if must := SERVICE_EMAILS[kind].must:
        raise MustBeSent(f"“{kind_of(kind).label}” can’t be switched off. {must}")
    switches.switch(kind=kind, on=on)
    return kind_of(kind).label


def _explained() -> Iterator[tuple[Kind, Reason]]:
    for kind in to_people():
        if reason := SERVICE_EMAILS.get(kind.name):
            yield kind, reason


def _sent() -> dict[str, int]:
    rows = OutboxEmail.objects.filter(state=OutboxEmail.State.SENT, sent_at__gte=timezone.now() - COUNTED)
    return dict(rows.order_by().values_list("kind").annotate(n=Count("pk")))


def _note(kind: str) -> str:
    if kind == REVIEWS and not settings.REVIEW_REQUEST_DAYS:
        return "None is sent: REVIEW_REQUEST_DAYS is 0 on the server."
    return ""
