"""Who may be sent a newsletter now: asked again in the very query that claims each mail."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from guides.newsletter.models import Newsletter, Permission, Subscriber, Suppression


def recipients(newsletter: Newsletter) -> QuerySet[Subscriber]:
    """Confirmed, permitted for this purpose, not paused, not on the list of those who left."""
    return Subscriber.objects.filter(_may_get(newsletter, "pk", "email_hash"))


def _may_get(newsletter: Newsletter, pk: str, hashed: str) -> Any:
    permitted = Permission.objects.filter(
        subscriber=OuterRef(pk), purpose=newsletter.audience, scope=newsletter.scope
    )
    suppressed = Suppression.objects.filter(email_hash=OuterRef(hashed))
    today = timezone.localdate()
    awake = Q(paused_until=None) | Q(paused_until__lte=today)
    return Q(Exists(permitted), ~Exists(suppressed), awake, state=Subscriber.CONFIRMED)
