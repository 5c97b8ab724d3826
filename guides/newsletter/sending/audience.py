"""The recipients of a newsletter. The query that leases each delivery checks them again."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from guides.newsletter.models import Newsletter, Permission, Subscriber, Suppression


def recipients(newsletter: Newsletter) -> QuerySet[Subscriber]:
    """Subscribers who are confirmed and permit this purpose, neither paused nor suppressed."""
    permitted = Permission.objects.filter(
        subscriber=OuterRef("pk"), purpose=newsletter.audience, scope=newsletter.scope
    )
    return Subscriber.objects.filter(Exists(permitted), _reachable())


def in_force() -> QuerySet[Permission]:
    """All permissions that would lead to an email today, by the same rule."""
    return Permission.objects.filter(_reachable("subscriber__"))


def _reachable(person: str = "") -> Q:
    """Confirmed, not paused, not suppressed; `person` is the lookup prefix of the subscriber."""
    suppressed = Suppression.objects.filter(email_hash=OuterRef(f"{person}email_hash"))
    not_paused = Q((f"{person}paused_until", None)) | Q((f"{person}paused_until__lte", timezone.localdate()))
    return Q(~Exists(suppressed), not_paused, (f"{person}state", Subscriber.CONFIRMED))
