"""CSV exports: who may be emailed, and the suppression list."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from guides.newsletter.models import Consent, Permission, Suppression
from guides.newsletter.sending.audience import in_force

Row = tuple[object, ...]
HEAD: Row = ("email", "purpose", "series", "agreed_on", "agreed_to", "basis", "source", "confirmed_on")
HEAD_NEVER: Row = ("code of the address", "reason", "since")


def export_rows() -> Iterable[Row]:
    """A row for each permission in force, with its consent statement and date.

    People who unsubscribed, paused, bounced or complained are left out by the rule that sending uses.
    """
    yield HEAD
    for permission in _with_statements(in_force()).order_by("subscriber_id", "pk").iterator(chunk_size=2_000):
        yield (
            permission.email,
            permission.purpose,
            permission.scope,
            permission.agreed_on or permission.asked_at or permission.granted_at,
            permission.words or permission.confirmed_words or "",
            permission.basis or "",
            permission.source,
            permission.confirmed_at,
        )


def suppressed_rows() -> Iterable[Row]:
    """A row for each suppressed address, which is only stored as a hash."""
    yield HEAD_NEVER
    rows = Suppression.objects.order_by("pk").values_list("email_hash", "reason", "created_at")
    yield from rows.iterator(chunk_size=2_000)


def _with_statements(permissions: QuerySet[Permission]) -> QuerySet[Any]:
    """Annotate each with its newest confirmation, and the newest request before that."""
    acts = Consent.objects.filter(
        subscriber=OuterRef("subscriber_id"), purpose=OuterRef("purpose"), scope=OuterRef("scope")
    ).order_by("-at", "-pk")
    confirmed = acts.filter(action=Consent.CONFIRMED)
    asked = acts.filter(action=Consent.ASKED, at__lte=OuterRef("confirmed_at"))
    of_person = {name: F(f"subscriber__{name}") for name in ("email", "source")}
    of_act = {"confirmed_at": "at", "confirmed_words": "wording", "basis": "basis", "agreed_on": "agreed_on"}
    newest = {name: Subquery(confirmed.values(column)[:1]) for name, column in of_act.items()}
    found = permissions.annotate(**of_person, **newest)
    return found.annotate(
        asked_at=Subquery(asked.values("at")[:1]), words=Subquery(asked.values("wording")[:1])
    )
