"""Ask buyers for reviews, once an order, some days after it was sent.

A request is marketing, so it goes only to those who may be sent offers: with consent, or as buyers who
didn’t refuse (the soft opt-in, PECR reg. 22(3)).
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from shop.aftercare.models import ReviewRequest
from shop.aftercare.reviews.products import to_review
from shop.mail import outbox, switches
from shop.order import statuses
from shop.order.kinds import SALES
from shop.order.models import Order
from shop.signals import ask_had_enough, ask_marketing_allowed

WINDOW = timedelta(days=21)  # who permits it later, or a shop that starts with this, asks no older orders
MOST_A_RUN = 200
KIND = "aftercare.review_request"


def queue_due(*, now: datetime) -> int:
    """Queue the requests that are due; returns how many."""
    if not settings.REVIEW_REQUEST_DAYS or not switches.is_on(KIND):
        return 0
    return sum(_ask(order) for order in _due(now)[:MOST_A_RUN])


def _due(now: datetime) -> QuerySet[Order]:
    """Orders sent so many days ago, with nothing cancelled or disputed.

    Simulated ones are never sent, and a replacement isn’t asked about a second time.
    """
    until = now - timedelta(days=settings.REVIEW_REQUEST_DAYS)
    sent = Order.objects.filter(
        status__in=statuses.RECEIVED, kind__in=SALES, simulated=False, review_request=None
    )
    calm = sent.filter(cancellations=None, payment_attempts__disputes=None)
    due = calm.filter(dispatched_at__lte=until, dispatched_at__gt=until - WINDOW)
    return due.select_related("user").order_by("dispatched_at").distinct()


def _ask(order: Order) -> bool:
    """Queue one request. The row is unique for an order, so that two workers can’t both queue one."""
    if not order.email or not may_market(order.email) or not to_review(order):
        return False
    if has_had_enough(order.email):
        return False  # another day, as long as the window is open
    try:
        with transaction.atomic():
            ReviewRequest.objects.create(order=order)
            outbox.queue(
                KIND,
                to=order.email,
                args={"order_id": order.pk},
                reference=order.email_reference,
            )
    except IntegrityError:
        return False
    return True


def may_market(email: str) -> bool:
    """Whether the address may be sent offers today."""
    return any(answer for _, answer in ask_marketing_allowed.send(sender=None, email=email))


def has_had_enough(email: str) -> bool:
    """Whether one more marketing email this week would be too many."""
    return any(answer for _, answer in ask_had_enough.send(sender=None, email=email))
