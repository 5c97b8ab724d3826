"""Everybody who may be written to, as rows of a CSV file."""

from collections.abc import Iterable

from django.db.models import OuterRef, Subquery

from guides.newsletter.models import Consent, Subscriber

HEAD = ("email", "state", "source", "confirmed_at", "permissions", "agreed_at", "agreed_to")


def export_rows() -> Iterable[tuple[str, ...]]:
    """Each confirmed address with what it gets and the newest act that allows it, a page at a time."""
    yield HEAD
    acts = Consent.objects.filter(subscriber=OuterRef("pk"), action=Consent.ASKED).order_by("-at")
    people = (
        Subscriber.objects.exclude(state=Subscriber.UNCONFIRMED)
        .annotate(agreed_at=Subquery(acts.values("at")[:1]))
        .annotate(words=Subquery(acts.values("wording")[:1]), basis=Subquery(acts.values("basis")[:1]))
        .prefetch_related("permissions")
    )
    for person in people.order_by("pk").iterator(chunk_size=2_000):
        held = " ".join(sorted(str(permission) for permission in person.permissions.all()))
        when = [at.isoformat() if at else "" for at in (person.confirmed_at, person.agreed_at)]
        why = person.words or person.basis or ""
        yield (_cell(person.email), person.state, person.source, when[0], held, when[1], _cell(why))


def _cell(text: str) -> str:
    """A cell that begins like a formula would be run by spreadsheet programs."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
