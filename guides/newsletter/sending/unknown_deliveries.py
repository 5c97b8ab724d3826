"""After the sending: mails nobody can judge, and mails that were refused.

A worker that was killed between claim and receipt leaves a row that only the mail server's log can
settle: each mail has a Message-ID of its own there. Somebody looks, and says here what it was.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from guides.newsletter.models import Delivery, Newsletter
from guides.newsletter.sending.message import message_id
from guides.newsletter.sending.worker import start_shards

MOST_SHOWN = 50


def in_doubt(newsletter: Newsletter) -> QuerySet[Delivery]:
    """The rows of which nobody knows whether their mail was taken."""
    return newsletter.deliveries.filter(state=Delivery.UNKNOWN)


def to_look_up(newsletter: Newsletter) -> list[tuple[Delivery, str]]:
    """The first of them, each with the Message-ID to look for; whoever was erased since needs nothing."""
    rows = in_doubt(newsletter).exclude(subscriber=None).select_related("subscriber").order_by("pk")
    return [(row, message_id(newsletter.pk, row.subscriber)) for row in rows[:MOST_SHOWN] if row.subscriber]


@transaction.atomic
def note_arrived(*, newsletter: Newsletter, keys: Iterable[int]) -> int:
    """The server's log has them; returns how many."""
    rows = in_doubt(newsletter).filter(pk__in=keys)
    return rows.update(state=Delivery.SENT, changed_at=timezone.now(), error="")


@transaction.atomic
def send_again(*, newsletter: Newsletter, keys: Iterable[int]) -> int:
    """The server's log hasn't got them, so they were never sent."""
    return _wait_again(newsletter, in_doubt(newsletter).filter(pk__in=keys))


@transaction.atomic
def retry_refused(*, newsletter: Newsletter) -> int:
    """Once more to those who were refused; whose address was found dead is left out by the claim."""
    return _wait_again(newsletter, newsletter.deliveries.filter(state=Delivery.FAILED))


def _wait_again(newsletter: Newsletter, rows: QuerySet[Delivery]) -> int:
    made = rows.update(state=Delivery.WAITING, changed_at=timezone.now(), tries=0, error="")
    gone = Newsletter.objects.filter(pk=newsletter.pk, state__in=(Newsletter.SENT, Newsletter.STOPPED))
    if made and gone.update(state=Newsletter.SENDING, finished_at=None):
        transaction.on_commit(lambda: start_shards(newsletter.pk))
    return made
