"""What the list of subscribers shows of each person, read for a whole page at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from guides.newsletter.cms.figures import PURPOSES, SOURCES
from guides.newsletter.models import Consent, Newsletter, SavedAudience, Subscriber, Suppression
from guides.newsletter.models.sending import SAVED
from guides.newsletter.sending.audience import audience_of
from shop.london import london

EVERYBODY, ACTIVE, PAUSED, UNCONFIRMED, LEFT, NEVER = "", "active", "paused", "unconfirmed", "left", "never"
STATES = (
    (EVERYBODY, "Everybody"),
    (ACTIVE, "Gets emails"),
    (PAUSED, "Paused"),
    (UNCONFIRMED, "Not confirmed"),
    (LEFT, "Left"),
    (NEVER, "Never written to"),
)


@dataclass(frozen=True)
class Agreement:
    """One permission in force: what, and the day on which the person agreed."""

    what: str
    on: str  # 31/12/2026


@dataclass(frozen=True)
class SubscriberRow:
    """A row of the list."""

    person: Subscriber
    state: str
    source: str
    agreements: Sequence[Agreement]
    tags: Sequence[str]
    audiences: Sequence[str]


def found(*, text: str = "", state: str = EVERYBODY, tag: str = "") -> QuerySet[Subscriber]:
    """People by a part of the address, what they get, and a tag; the newest first."""
    people = Subscriber.objects.order_by("-created_at", "-pk")
    if text:
        people = people.filter(email__icontains=text)
    if tag:
        people = people.filter(tags__name=tag)
    return people.filter(_in_state(state))


def _in_state(state: str) -> Q:
    never = Q(Exists(Suppression.objects.filter(email_hash=OuterRef("email_hash"))))
    paused = Q(paused_until__gt=timezone.localdate())
    confirmed = Q(state=Subscriber.CONFIRMED)
    conditions = {
        ACTIVE: confirmed & ~never & ~paused & Q(permissions__isnull=False),
        PAUSED: confirmed & paused,
        UNCONFIRMED: Q(state=Subscriber.UNCONFIRMED),
        LEFT: Q(state=Subscriber.LEFT),
        NEVER: never,
    }
    return Q(pk__in=Subscriber.objects.filter(conditions[state]).values("pk")) if state in conditions else Q()


def rows_of(people: Iterable[Subscriber]) -> list[SubscriberRow]:
    """The rows of one page."""
    shown = list(people)
    agreed, listed, groups = _agreed(shown), _suppressed(shown), _audiences(shown)
    return [
        SubscriberRow(
            person=person,
            state=state_of(person, is_suppressed=person.email_hash in listed),
            source=SOURCES.get(person.source, person.source),
            agreements=[
                Agreement(_what(one.purpose, one.scope), agreed.get((person.pk, one.purpose, one.scope), "?"))
                for one in person.permissions.all()
            ],
            tags=[tag.name for tag in person.tags.all()],
            audiences=groups.get(person.pk, []),
        )
        for person in shown
    ]


def state_of(person: Subscriber, *, is_suppressed: bool) -> str:
    """What the person gets, in words."""
    if person.state == Subscriber.UNCONFIRMED:
        return "Not confirmed"
    if person.state == Subscriber.LEFT:
        return f"Left on {_day(person.left_at)}" if person.left_at else "Left"
    if is_suppressed:
        return "Never written to"
    if person.paused_until and person.paused_until > timezone.localdate():
        return f"Paused until {_day(person.paused_until)}"
    return "Gets emails"


def _what(purpose: str, scope: str) -> str:
    return f"{PURPOSES.get(purpose, purpose)} {scope}".strip()


def _day(at: date | None) -> str:
    return london(at, "%d/%m/%Y") if at else ""


def _agreed(people: Sequence[Subscriber]) -> dict[tuple[int, str, str], str]:
    """The day of the newest confirmation by person, purpose and scope, from the consent record."""
    rows = Consent.objects.filter(subscriber__in=people, action=Consent.CONFIRMED).order_by("at", "pk")
    columns = ("subscriber_id", "purpose", "scope", "agreed_on", "at")
    return {
        (person, purpose, scope): _on(agreed_on, at)
        for person, purpose, scope, agreed_on, at in rows.values_list(*columns)
    }


def _on(agreed_on: date | None, at: datetime) -> str:
    return _day(agreed_on or at)


def _suppressed(people: Sequence[Subscriber]) -> set[str]:
    hashes = [person.email_hash for person in people]
    return set(Suppression.objects.filter(email_hash__in=hashes).values_list("email_hash", flat=True))


def _audiences(people: Sequence[Subscriber]) -> dict[int, list[str]]:
    """In which saved audiences each of them is now: one query an audience."""
    found: dict[int, list[str]] = {}
    keys = [person.pk for person in people]
    for audience in SavedAudience.objects.prefetch_related("rules"):
        members = audience_of(Newsletter(audience=SAVED, saved_audience=audience)).filter(pk__in=keys)
        for key in members.values_list("pk", flat=True):
            found.setdefault(key, []).append(audience.name)
    return found
