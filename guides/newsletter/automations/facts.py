"""What the rules need to know of a batch of people: a fixed number of queries, however many they are."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import Count
from django.utils import timezone

from guides.newsletter import statements
from guides.newsletter.automations.rules import PersonFacts
from guides.newsletter.models import AutomationProgress, Delivery, GuideOpening, Permission
from guides.newsletter.sending.audience import permitted
from guides.newsletter.sending.paid_orders import orders_of, products_of
from guides.newsletter.sending.weekly_most import WEEK, counts_since


def facts_of(
    rows: Sequence[AutomationProgress], *, purpose: str, now: datetime, products: Collection[str] = ()
) -> dict[int, PersonFacts]:
    """By subscriber id. `products` are the slugs for which a step asks whether the person bought them."""
    people = {row.subscriber_id: row.subscriber for row in rows}
    allowed = set(permitted(purpose).filter(pk__in=people).values_list("pk", flat=True))
    follows = Permission.objects.filter(purpose=statements.SERIES, subscriber__in=people)
    following = set(follows.values_list("subscriber_id", flat=True))
    emails = emails_since(people, now - WEEK)
    bought = buyers_among(rows)
    opened = set(GuideOpening.objects.filter(subscriber__in=people).values_list("subscriber_id", flat=True))
    owned = products_of([one.email for one in people.values()], among=products) if products else {}
    return {
        key: PersonFacts(
            is_permitted=key in allowed,
            paused_until=one.paused_until,
            has_bought=key in bought,
            follows=key in following,
            emails_this_week=emails.get(key, 0),
            has_opened=key in opened,
            products=frozenset(owned.get(one.email, ())),
        )
        for key, one in people.items()
    }


def emails_since(people: Collection[int], since: datetime) -> dict[int, int]:
    """The number of newsletters and automatic emails to each of these people since a moment."""
    rows = (
        Delivery.objects.filter(counts_since(since), subscriber__in=list(people))
        .order_by()
        .values("subscriber_id")
        .annotate(n=Count("pk"))
    )
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
