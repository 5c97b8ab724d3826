"""Who may be sent a newsletter now: asked again in the very query that claims each mail."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from guides.newsletter.models import Newsletter, Permission, Subscriber, Suppression


def recipients(newsletter: Newsletter) -> QuerySet[Subscriber]:
    """Confirmed, permitted for this purpose, not paused, not on the list of those who left."""
    permitted = Permission.objects.filter(
        subscriber=OuterRef("pk"), purpose=newsletter.audience, scope=newsletter.scope
    )
    return Subscriber.objects.filter(Exists(permitted), _reachable())


def in_force() -> QuerySet[Permission]:
    """Every permission by which somebody would be sent something today, by the same rule."""
    return Permission.objects.filter(_reachable("subscriber__"))


def _reachable(person: str = "") -> Any:
    """Confirmed, awake and not on the list; `person` leads to the subscriber."""
    suppressed = Suppression.objects.filter(email_hash=OuterRef(f"{person}email_hash"))
    awake = Q((f"{person}paused_until", None)) | Q((f"{person}paused_until__lte", timezone.localdate()))
    return Q(~Exists(suppressed), awake, (f"{person}state", Subscriber.CONFIRMED))
