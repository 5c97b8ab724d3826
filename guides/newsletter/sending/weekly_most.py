"""The most marketing emails a week for a person. Newsletters, automations and review requests ask here."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from guides.newsletter.models import Delivery

WEEK = timedelta(days=7)
# An email that may have arrived counts; one that was refused or left out doesn’t.
COUNTED = (Delivery.WAITING, Delivery.CLAIMED, Delivery.SENT, Delivery.UNKNOWN)


def had_enough() -> Exists:
    """A condition on subscribers. One look at an index each, also for 100,000 of them."""
    recent = Delivery.objects.filter(subscriber=OuterRef("pk"), changed_at__gt=timezone.now() - WEEK)
    counted = recent.filter(state__in=COUNTED).order_by().values("subscriber").annotate(n=Count("pk"))
    return Exists(counted.filter(n__gte=settings.NEWSLETTER_WEEKLY_MOST))


def counts_since(since: datetime) -> Q:
    """Deliveries that count from a moment."""
    return Q(changed_at__gt=since, state__in=COUNTED)
