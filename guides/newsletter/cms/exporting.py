"""Who may be written to, and who never: as rows of CSV files."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from guides.newsletter.models import Consent, Permission, Suppression
from guides.newsletter.sending.audience import in_force

Row = tuple[object, ...]
HEAD: Row = ("email", "purpose", "series", "agreed_on", "agreed_to", "basis", "source", "confirmed_on")
HEAD_NEVER: Row = ("code of the address", "reason", "since")


def export_rows() -> Iterable[Row]:
    """A row for each permission in force, with the words that were agreed to for it, and when.

    Whoever left, paused, bounced or complained isn't in it: the rule is the one that sending asks.
    """
    yield HEAD
    for held in _with_words(in_force()).order_by("subscriber_id", "pk").iterator(chunk_size=2_000):
        yield (
            held.email,
            held.purpose,
            held.scope,
            held.agreed_on or held.asked_at or held.granted_at,
            held.words or held.confirmed_words or "",
            held.basis or "",
            held.source,
            held.confirmed_at,
        )


def suppressed_rows() -> Iterable[Row]:
    """Those who are never written to: no address, only the code made from it."""
    yield HEAD_NEVER
    rows = Suppression.objects.order_by("pk").values_list("email_hash", "reason", "created_at")
    yield from rows.iterator(chunk_size=2_000)


def _with_words(held: QuerySet[Permission]) -> Any:
    """Each with the newest act that was confirmed for the same purpose, and what was asked for before it."""
    acts = Consent.objects.filter(
        subscriber=OuterRef("subscriber_id"), purpose=OuterRef("purpose"), scope=OuterRef("scope")
    ).order_by("-at", "-pk")
    confirmed = acts.filter(action=Consent.CONFIRMED)
    asked = acts.filter(action=Consent.ASKED, at__lte=OuterRef("confirmed_at"))
    of_person = {name: F(f"subscriber__{name}") for name in ("email", "source")}
    of_act = {"confirmed_at": "at", "confirmed_words": "wording", "basis": "basis", "agreed_on": "agreed_on"}
    newest = {name: Subquery(confirmed.values(column)[:1]) for name, column in of_act.items()}
    found = held.annotate(**of_person, **newest)
    return found.annotate(
        asked_at=Subquery(asked.values("at")[:1]), words=Subquery(asked.values("wording")[:1])
    )
