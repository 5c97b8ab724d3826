"""Moves people on through the automations that are on, batch by batch.

A batch is one transaction: its letters are queued and the people moved on together, or neither. A delivery is
unique for a letter and a person, so a second run queues nothing twice.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from time import monotonic

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from guides.newsletter.automations.entry import enter
from guides.newsletter.automations.facts import facts_of
from guides.newsletter.automations.gate import is_refused
from guides.newsletter.automations.rules import TOO_LATE, Outcome, PersonFacts, outcome
from guides.newsletter.models import Automation, AutomationProgress, AutomationStep, Delivery
from guides.newsletter.sending.audience import permitted
from guides.newsletter.sending.daytime import days_after, in_daytime, is_daytime
from guides.newsletter.sending.worker import start_shards

BATCH = 500
ENDS = {
    Outcome.LEFT: AutomationProgress.LEFT,
    Outcome.BOUGHT: AutomationProgress.BOUGHT,
    Outcome.LATE: AutomationProgress.LATE,
}
ENDED, GOES_ON = ("state", "ended_at"), ("next_place", "due_at")


def advance(*, now: datetime, seconds: float = 240) -> int:
    """Let people enter and queue the letters that are due; returns how many letters.

    What isn’t done in time is left to the next run. In the quiet hours nothing happens.
    """
    until = monotonic() + seconds
    automations = Automation.objects.filter(on_since__isnull=False) if is_daytime(now) else []
    return sum(advance_one(automation, now=now, until=until) for automation in automations)


def advance_one(automation: Automation, *, now: datetime, until: float) -> int:
    """One automation; returns the number of letters queued."""
    steps = list(automation.steps.filter(is_on=True).select_related("letter"))
    if not steps:
        return 0
    enter(automation, first=steps[0], now=now)
    end_those_who_left(automation)
    if due_people(automation, now).exists() and is_refused(automation):
        return 0
    queued: Counter[int] = Counter()
    is_more = True
    while is_more and monotonic() < until:
        is_more, letters = _advance_batch(automation, steps, now)
        queued.update(letters)
    for letter in sorted(queued):  # if we are killed before, `schedule.resume` starts them
        start_shards(letter)
    return queued.total()


def end_those_who_left(automation: Automation) -> None:
    """Also whose permission ended where no automation is known, such as a refusal at the checkout."""
    may = permitted(automation.purpose).filter(pk=OuterRef("subscriber_id"))
    going = automation.progress.filter(state=AutomationProgress.ACTIVE)
    going.exclude(Exists(may)).update(state=AutomationProgress.LEFT, ended_at=timezone.now())


def due_people(automation: Automation, now: datetime) -> QuerySet[AutomationProgress]:
    """People whose next letter is due, the longest waiting first."""
    going = automation.progress.filter(state=AutomationProgress.ACTIVE, due_at__lte=now)
    return going.select_related("subscriber").order_by("due_at", "pk")


def _lock(rows: QuerySet[AutomationProgress]) -> QuerySet[AutomationProgress]:
    """With their subscribers: two automations at once would both count the same emails of this week."""
    return rows.select_for_update(of=("self", "subscriber"), skip_locked=True)


@transaction.atomic
def _advance_batch(
    automation: Automation, steps: Sequence[AutomationStep], now: datetime
) -> tuple[bool, list[int]]:
    """Move one batch on; returns whether there was one, and the newsletter of each delivery queued."""
    rows = list(_lock(due_people(automation, now))[:BATCH])
    products = {step.product for step in steps if step.product}
    facts = facts_of(rows, purpose=automation.purpose, now=now, products=products)
    due = [(row, *_move(row, automation, steps, facts[row.subscriber_id], now)) for row in rows]
    _save(rows)
    letters = [
        Delivery(newsletter=step.letter, subscriber_id=row.subscriber_id)
        for row, step, what in due
        if step and what is Outcome.SEND
    ]
    Delivery.objects.bulk_create(letters, ignore_conflicts=True)
    return bool(rows), [letter.newsletter_id for letter in letters]


def _move(
    row: AutomationProgress,
    automation: Automation,
    steps: Sequence[AutomationStep],
    facts: PersonFacts,
    now: datetime,
) -> tuple[AutomationStep | None, Outcome]:
    """Set the person’s next step or end; returns the step that was due and what becomes of it."""
    left = [step for step in steps if step.place >= row.next_place]
    if not left:
        row.end(AutomationProgress.FINISHED, at=now)
        return None, Outcome.SKIP
    what = outcome(
        facts,
        condition=left[0].condition,
        product=left[0].product,
        ends_on_order=automation.ends_on_order,
        is_late=row.due_at < now - TOO_LATE,
        today=timezone.localdate(now),
        weekly_most=settings.NEWSLETTER_WEEKLY_MOST,
    )
    if what in ENDS:
        row.end(ENDS[what], at=now)
    elif what is Outcome.WAIT:
        row.due_at = _later(facts, now)
    else:
        _to_next(row, left, now)
    return left[0], what


def _save(rows: Sequence[AutomationProgress]) -> None:
    """One update for all who come to the same place at the same time; a batch has a few of these."""
    alike: defaultdict[tuple[tuple[str, object], ...], list[int]] = defaultdict(list)
    for row in rows:
        columns = GOES_ON if row.state == AutomationProgress.ACTIVE else ENDED
        alike[tuple((column, getattr(row, column)) for column in columns)].append(row.pk)
    for values, keys in alike.items():
        AutomationProgress.objects.filter(pk__in=keys).update(**dict(values))


def _later(facts: PersonFacts, now: datetime) -> datetime:
    """The first moment after the pause; tomorrow for whoever has had enough emails this week."""
    pause = (facts.paused_until - timezone.localdate(now)).days if facts.paused_until else 0
    return days_after(now, max(pause, 1))


def _to_next(row: AutomationProgress, left: Sequence[AutomationStep], now: datetime) -> None:
    if len(left) == 1:
        row.end(AutomationProgress.FINISHED, at=now)
    else:
        row.next_place = left[1].place
        row.due_at = days_after(in_daytime(now), left[1].wait_days)
