"""Who enters an automation. Each rule finds the same people again, and each person enters once."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import batched

from django.db.models import Exists, Max, Min, OuterRef, QuerySet, Subquery

from guides.newsletter import statements
from guides.newsletter.models import Automation, AutomationProgress, AutomationStep, Consent, Subscriber
from guides.newsletter.sending.audience import permitted
from guides.newsletter.sending.daytime import days_after
from guides.newsletter.sending.paid_orders import paid_orders

CHUNK = 1_000
# Who is paused or not yet permitted may still enter so long after what begins it.
OPEN = timedelta(days=30)
LAPSED = timedelta(days=180)
Entered = Iterable[tuple[int, datetime]]


def enter(automation: Automation, *, first: AutomationStep, now: datetime) -> int:
    """Begin the automation for everyone for whom it is time; returns how many entered, at most."""
    entered = 0
    for chunk in batched(ENTRIES[automation.kind](automation, now), CHUNK):
        rows = [
            AutomationProgress(
                automation=automation,
                subscriber_id=key,
                next_place=first.place,
                entered_at=began,
                due_at=days_after(began, first.wait_days),
            )
            for key, began in chunk
        ]
        AutomationProgress.objects.bulk_create(rows, ignore_conflicts=True)
        entered += len(rows)
    return entered


def newcomers(automation: Automation) -> QuerySet[Subscriber]:
    """People whom the automation may write to and who haven’t entered yet."""
    known = AutomationProgress.objects.filter(automation=automation, subscriber=OuterRef("pk"))
    return permitted(automation.purpose).exclude(Exists(known))


def since(automation: Automation, now: datetime) -> datetime:
    """Nothing that happened before it was turned on begins it."""
    assert automation.on_since is not None  # noqa: S101  # only automations that are on are asked
    return max(automation.on_since, now - OPEN)


def guide_readers(automation: Automation, now: datetime) -> Iterator[tuple[int, datetime]]:
    """People who confirmed a form with a free guide, from that moment."""
    asked = Consent.objects.filter(
        purpose=statements.GUIDE, action=Consent.CONFIRMED, at__gte=since(automation, now)
    )
    last = asked.filter(subscriber=OuterRef("pk")).order_by("-at").values("at")[:1]
    people = newcomers(automation).filter(pk__in=asked.values("subscriber_id"))
    return people.annotate(began=Subquery(last)).values_list("pk", "began").iterator(chunk_size=CHUNK)


def first_buyers(automation: Automation, now: datetime) -> Iterator[tuple[int, datetime]]:
    """People with their first order, from that moment."""
    orders = paid_orders().values("buyer").annotate(began=Min("date_placed"))
    recent = orders.filter(began__gte=since(automation, now))
    return _subscribed(automation, recent.values_list("buyer", "began").iterator(chunk_size=CHUNK))


def lapsed_buyers(automation: Automation, now: datetime) -> Iterator[tuple[int, datetime]]:
    """People whose last order was 180 days ago, from the 180th day."""
    orders = paid_orders().values("buyer").annotate(last=Max("date_placed"))
    lapsed = orders.filter(last__gte=since(automation, now) - LAPSED, last__lte=now - LAPSED)
    rows = lapsed.values_list("buyer", "last").iterator(chunk_size=CHUNK)
    return _subscribed(automation, ((buyer, last + LAPSED) for buyer, last in rows))


def _subscribed(
    automation: Automation, buyers: Iterable[tuple[str, datetime]]
) -> Iterator[tuple[int, datetime]]:
    """The subscribers among these addresses."""
    for chunk in batched(buyers, CHUNK):
        began = dict(chunk)
        for key, email in newcomers(automation).filter(email__in=began).values_list("pk", "email"):
            yield key, began[email]


ENTRIES = {
    Automation.WELCOME: guide_readers,
    Automation.FIRST_ORDER: first_buyers,
    Automation.WIN_BACK: lapsed_buyers,
}
