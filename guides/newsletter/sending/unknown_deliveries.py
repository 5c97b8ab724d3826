"""Deliveries whose outcome is unknown, and deliveries that were refused.

A worker that was killed between lease and receipt leaves a delivery that only the mail server's log can
resolve, by its Message-ID. Staff look it up and store the outcome here.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from guides.newsletter.models import Delivery, Newsletter
from guides.newsletter.sending.message import message_id
from guides.newsletter.sending.worker import start_shards

MAX_SHOWN = 50


def unknown(newsletter: Newsletter) -> QuerySet[Delivery]:
    """Deliveries that may or may not have been sent."""
    return newsletter.deliveries.filter(state=Delivery.UNKNOWN)


def to_look_up(newsletter: Newsletter) -> list[tuple[Delivery, str]]:
    """The first unknown deliveries, each with its Message-ID, but those of erased subscribers."""
    rows = unknown(newsletter).exclude(subscriber=None).select_related("subscriber").order_by("pk")
    return [(row, message_id(newsletter.pk, row.subscriber)) for row in rows[:MAX_SHOWN] if row.subscriber]


@transaction.atomic
def mark_as_sent(*, newsletter: Newsletter, keys: Iterable[int]) -> int:
    """Mark deliveries found in the server's log as sent; returns how many."""
    rows = unknown(newsletter).filter(pk__in=keys)
    return rows.update(state=Delivery.SENT, changed_at=timezone.now(), error="")


@transaction.atomic
def send_again(*, newsletter: Newsletter, keys: Iterable[int]) -> int:
    """Send deliveries again that aren't in the server's log; returns how many."""
    return _queue_again(newsletter, unknown(newsletter).filter(pk__in=keys))


@transaction.atomic
def retry_refused(*, newsletter: Newsletter) -> int:
    """Retry refused deliveries; the lease skips addresses that are dead. Returns how many."""
    return _queue_again(newsletter, newsletter.deliveries.filter(state=Delivery.FAILED))


def _queue_again(newsletter: Newsletter, rows: QuerySet[Delivery]) -> int:
    made = rows.update(state=Delivery.WAITING, changed_at=timezone.now(), tries=0, error="")
    gone = Newsletter.objects.filter(pk=newsletter.pk, state__in=(Newsletter.SENT, Newsletter.STOPPED))
    if made and gone.update(state=Newsletter.SENDING, finished_at=None):
        transaction.on_commit(lambda: start_shards(newsletter.pk))
    return made
