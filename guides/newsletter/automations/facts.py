"""What the rules need to know of a batch of people: a fixed number of queries, however many they are."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from guides.newsletter import statements
from guides.newsletter.automations.rules import PersonFacts
from guides.newsletter.models import AutomationProgress, Delivery, Permission
from guides.newsletter.sending.audience import permitted
from guides.newsletter.sending.paid_orders import orders_of

WEEK = timedelta(days=7)
# An email that may have arrived counts; one that was refused or left out doesn’t.
COUNTED = (Delivery.WAITING, Delivery.CLAIMED, Delivery.SENT, Delivery.UNKNOWN)


def facts_of(rows: Sequence[AutomationProgress], *, purpose: str, now: datetime) -> dict[int, PersonFacts]:
    """By subscriber id."""
    people = {row.subscriber_id: row.subscriber for row in rows}
    allowed = set(permitted(purpose).filter(pk__in=people).values_list("pk", flat=True))
    follows = Permission.objects.filter(purpose=statements.SERIES, subscriber__in=people)
    following = set(follows.values_list("subscriber_id", flat=True))
    emails = emails_since(people, now - WEEK)
    bought = buyers_among(rows)
    return {
        key: PersonFacts(
            key in allowed, one.paused_until, key in bought, key in following, emails.get(key, 0)
        )
        for key, one in people.items()
    }


def emails_since(people: Collection[int], since: datetime) -> dict[int, int]:
    """The number of newsletters and automatic emails to each of these people since a moment."""
    recent = Q(subscriber__in=list(people), changed_at__gt=since, state__in=COUNTED)
    rows = Delivery.objects.filter(recent).order_by().values("subscriber_id").annotate(n=Count("pk"))
    return {row["subscriber_id"]: row["n"] for row in rows}


def buyers_among(rows: Sequence[AutomationProgress]) -> set[int]:
    """The subscribers who ordered after their automation began for them."""
    since = min((row.entered_at for row in rows), default=timezone.now())
    orders = orders_of([row.subscriber.email for row in rows], since=since)
    return {
        row.subscriber_id
        for row in rows
        if any(placed > row.entered_at for placed in orders.get(row.subscriber.email, ()))
    }
