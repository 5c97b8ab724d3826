"""Two subjects tried on a share of the people; the rest gets the one whose links were clicked more often.

Until it is decided, the deliveries of the rest have no subject and aren’t sent. The decision is one
conditional update, so that of two schedulers only one makes it.
"""

from datetime import datetime, timedelta
from hashlib import blake2b

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from guides.newsletter.models import Delivery, Newsletter
from guides.newsletter.models.sending import SUBJECT_A, SUBJECT_B
from guides.newsletter.sending import message
from guides.newsletter.sending.worker import start_shards

PER_CENT = 100
BOTH = (SUBJECT_A, SUBJECT_B)


def frozen_texts(newsletter: Newsletter) -> dict[str, str]:
    """The columns of the frozen copy, with the second subject’s where there is one. Raises BrokenLinks."""
    if not newsletter.subject_b:
        only = message.compose(newsletter)
        return {"frozen_html": only.html, "frozen_text": only.text}
    first, second = (message.compose(newsletter, subject=subject) for subject in BOTH)
    return {
        "frozen_html": first.html,
        "frozen_text": first.text,
        "frozen_html_b": second.html,
        "frozen_text_b": second.text,
    }


def subject_for(newsletter: Newsletter, subscriber_id: int) -> str:
    """Which subject this person tries; empty for the rest. The same whenever it is asked."""
    if not newsletter.subject_b:
        return ""
    code = blake2b(f"{newsletter.pk}:{subscriber_id}".encode(), digest_size=8).digest()
    place = int.from_bytes(code) % PER_CENT
    if place < newsletter.test_share:
        return SUBJECT_A
    return SUBJECT_B if place < 2 * newsletter.test_share else ""


def begin_test(newsletter: Newsletter) -> None:
    """Note when it will be decided; a second start changes nothing."""
    if newsletter.subject_b:
        ends_at = timezone.now() + timedelta(hours=newsletter.test_hours)
        Newsletter.objects.filter(pk=newsletter.pk, test_ends_at=None).update(test_ends_at=ends_at)


def decide_due(*, now: datetime) -> int:
    """Decide every test whose time is over; returns how many."""
    due = Newsletter.objects.filter(state=Newsletter.SENDING, winner="", test_ends_at__lte=now)
    return sum(decide(newsletter=one, now=now) for one in due.exclude(subject_b=""))


@transaction.atomic
def decide(*, newsletter: Newsletter, now: datetime) -> bool:
    """Give the rest the better subject and send it on; False if it is too early or decided already."""
    undecided = Newsletter.objects.filter(
        pk=newsletter.pk, state=Newsletter.SENDING, winner="", test_ends_at__lte=now
    )
    winner = better(newsletter)
    if not undecided.update(winner=winner):
        return False
    rest = Delivery.objects.filter(newsletter=newsletter, state=Delivery.WAITING, subject="")
    rest.update(subject=winner)
    transaction.on_commit(lambda: start_shards(newsletter.pk))
    return True


def better(newsletter: Newsletter) -> str:
    """The subject with more clicks for each email sent; the first one where they are equal."""
    clicked = Newsletter.objects.values_list("clicks_a", "clicks_b").get(pk=newsletter.pk)
    sent = sent_by_subject(newsletter)
    rates = [clicks / max(sent.get(subject, 0), 1) for subject, clicks in zip(BOTH, clicked, strict=True)]
    return SUBJECT_B if rates[1] > rates[0] else SUBJECT_A


def sent_by_subject(newsletter: Newsletter) -> dict[str, int]:
    """How many emails left with each subject."""
    sent = Delivery.objects.filter(newsletter=newsletter, state=Delivery.SENT).order_by()
    return dict(sent.values_list("subject").annotate(number=Count("pk")))
