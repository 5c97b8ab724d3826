"""The newsletter: two subjects for a saved audience, the choice between them, and what was left unknown."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.utils import timezone

from bench.newsletter.people import TAG
from bench.timing import analyse
from guides.newsletter.models import AudienceRule, Delivery, Newsletter, SavedAudience
from guides.newsletter.models.sending import SAVED
from guides.newsletter.sending import schedule, subjects, unknown_deliveries

SUBJECTS: Final = ("First subject", "Second subject")
SHARE = 10  # per cent of the audience for each subject
WORDS = "<h2>New this month</h2>" + "<p>Some lines of text, as a real letter has them.</p>" * 12


def write() -> Newsletter:
    """Scheduled for now."""
    analyse()
    newsletter = Newsletter.objects.create(
        subject=SUBJECTS[0],
        subject_b=SUBJECTS[1],
        test_share=SHARE,
        test_hours=1,
        audience=SAVED,
        saved_audience=_audience(),
        body=[("text", WORDS)],
    )
    schedule.schedule(newsletter=newsletter, at=timezone.now())
    newsletter.refresh_from_db()
    return newsletter


def _audience() -> SavedAudience:
    audience = SavedAudience.objects.create(name="Everyone but those who lapsed")
    audience.rules.create(sign=AudienceRule.ADD, group=AudienceRule.NEWS)
    audience.rules.create(sign=AudienceRule.TAKE_OUT, group=AudienceRule.TAGGED, slug=TAG)
    return audience


def sent() -> int:
    """How many emails the mail server has taken, by the shop's own count."""
    return Delivery.objects.filter(state=Delivery.SENT).count()


def is_over() -> bool:
    """Whether the newsletter is sent to everybody."""
    return Newsletter.objects.filter(state=Newsletter.SENT).exists()


def tried() -> int:
    """How many people try one of the two subjects."""
    return Delivery.objects.exclude(subject="").count()


def choose_second() -> int:
    """Let the second subject have more clicks and its time be over; returns to how many it goes."""
    waiting = Delivery.objects.filter(state=Delivery.WAITING).count()
    Newsletter.objects.update(clicks_b=1)
    subjects.decide_due(now=timezone.now() + timedelta(hours=1, seconds=1))
    return waiting


def settle(newsletter: Newsletter, arrived: Iterable[str]) -> tuple[int, int]:
    """What staff do with the mail server's log: mark what was accepted, send the rest again.

    `arrived` are the Message-IDs that the server took; returns how many it had and hadn't taken.
    """
    took = set(arrived)
    looked_up = unknown_deliveries.to_look_up(newsletter)
    there = [row.pk for row, number in looked_up if number in took]
    lost = [row.pk for row, number in looked_up if number not in took]
    unknown_deliveries.mark_as_sent(newsletter=newsletter, keys=there)
    unknown_deliveries.send_again(newsletter=newsletter, keys=lost)
    return len(there), len(lost)


def unknown() -> int:
    """Emails of which nobody knows whether they arrived."""
    return Delivery.objects.filter(state=Delivery.UNKNOWN).count()
