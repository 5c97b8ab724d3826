"""The recipients of a newsletter. The query that leases each delivery checks them again."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from guides.newsletter.models import Newsletter, Permission, Subscriber, Suppression
from guides.newsletter.models.sending import SAVED
from guides.newsletter.sending.audience_rules import members
from guides.newsletter.sending.weekly_most import had_enough
from guides.newsletter.statements import NEWS, OFFERS, SOFT

MARKETING = (NEWS, OFFERS, SOFT)


def recipients(newsletter: Newsletter) -> QuerySet[Subscriber]:
    """Its audience, without those who have had enough emails this week, where it leaves them out."""
    people = audience_of(newsletter)
    return people.exclude(had_enough()) if newsletter.keeps_weekly_most else people


def audience_of(newsletter: Newsletter) -> QuerySet[Subscriber]:
    """Subscribers who are confirmed and permit this purpose, neither paused nor suppressed; each once."""
    people = still_permitted(newsletter)
    if newsletter.audience == SAVED:
        rules = newsletter.saved_audience.rules.all() if newsletter.saved_audience else ()
        people = people.filter(members(rules))
    return people


def still_permitted(newsletter: Newsletter) -> QuerySet[Subscriber]:
    """The same without the rules of a saved audience: what is asked again just before each email."""
    if newsletter.audience == SAVED:
        return marketable()
    return Subscriber.objects.filter(_has(newsletter.audience, newsletter.scope), _reachable())


def marketable() -> QuerySet[Subscriber]:
    """People who may be sent news or offers today. Following a series allows its new parts alone."""
    return Subscriber.objects.filter(_has_any(MARKETING), _reachable())


def permitted(purpose: str) -> QuerySet[Subscriber]:
    """The same people and those who pause: their permission is in force, and nothing is sent today."""
    return Subscriber.objects.filter(_has(purpose), _may_be_mailed())


def _has(purpose: str, scope: str = "") -> Exists:
    return Exists(Permission.objects.filter(subscriber=OuterRef("pk"), purpose=purpose, scope=scope))


def _has_any(purposes: Iterable[str]) -> Exists:
    return Exists(Permission.objects.filter(subscriber=OuterRef("pk"), purpose__in=purposes, scope=""))


def in_force() -> QuerySet[Permission]:
    """All permissions that would lead to an email today, by the same rule."""
    return Permission.objects.filter(_reachable("subscriber__"))


def _reachable(person: str = "") -> Q:
    """Confirmed, not paused, not suppressed; `person` is the lookup prefix of the subscriber."""
    not_paused = Q((f"{person}paused_until", None)) | Q((f"{person}paused_until__lte", timezone.localdate()))
    return _may_be_mailed(person) & not_paused


def _may_be_mailed(person: str = "") -> Q:
    """Confirmed and not suppressed."""
    suppressed = Suppression.objects.filter(email_hash=OuterRef(f"{person}email_hash"))
    return Q(~Exists(suppressed), (f"{person}state", Subscriber.CONFIRMED))
