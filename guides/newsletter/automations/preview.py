"""A person’s path through an automation: each letter with its day, as it would come from now on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from guides.newsletter import choices
from guides.newsletter.automations.facts import facts_of
from guides.newsletter.automations.rules import PersonFacts, fits
from guides.newsletter.models import Automation, AutomationProgress, AutomationStep, Subscriber
from guides.newsletter.sending.audience import permitted
from guides.newsletter.sending.daytime import days_after
from guides.newsletter.sending.weekly_most import WEEK
from shop.london import london

NOBODY = PersonFacts(
    is_permitted=True, paused_until=None, has_bought=False, follows=False, emails_this_week=0
)


@dataclass(frozen=True)
class Stop:
    """One letter on the path; without a moment it isn’t sent, and `note` says why."""

    step: AutomationStep
    at: datetime | None
    note: str = ""

    @property
    def when(self) -> str:
        """“today”, “in 2 days”, or an empty string."""
        if self.at is None:
            return ""
        days = (timezone.localdate(self.at) - timezone.localdate()).days
        return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")

    @property
    def day(self) -> str:
        return london(self.at, "%-d %B, %H:%M") if self.at else ""


def example_path(automation: Automation, *, now: datetime) -> list[Stop]:
    """The path of somebody for whom it begins now, who orders nothing and follows no series."""
    steps = list(automation.steps.select_related("letter"))
    return _stops(steps, NOBODY, now, sent=[])


def path_of(automation: Automation, person: Subscriber, *, now: datetime) -> tuple[str, list[Stop]]:
    """How a person stands, in words, and the letters that would still come."""
    steps = list(automation.steps.select_related("letter"))
    row = AutomationProgress.objects.filter(automation=automation, subscriber=person).first()
    if row is None and not permitted(automation.purpose).filter(pk=person.pk).exists():
        return "May not be sent these emails: the permission is missing.", []
    if row and row.state != AutomationProgress.ACTIVE:
        return row.get_state_display(), []
    known = row or AutomationProgress(automation=automation, subscriber=person, entered_at=now)
    products = {step.product for step in steps if step.product}
    facts = facts_of([known], purpose=automation.purpose, now=now, products=products)[person.pk]
    sent = [now - WEEK / 2] * facts.emails_this_week
    if row is None:
        return "Not in it. If it began now:", _stops(steps, facts, now, sent=sent)
    left = [step for step in steps if step.place >= row.next_place]
    return "In progress", _stops(left, facts, now, sent=sent, first=row.due_at)


def _stops(
    steps: Sequence[AutomationStep],
    facts: PersonFacts,
    now: datetime,
    *,
    sent: list[datetime],
    first: datetime | None = None,
) -> list[Stop]:
    """The moments that `advance` would choose, if nothing changes on the way."""
    stops, at, planned = [], now, first
    for step in steps:
        if not step.is_on:
            stops.append(Stop(step, None, "off"))
            continue
        at = planned or days_after(at, step.wait_days)
        planned = None
        if not fits(facts, step.condition, step.product):
            stops.append(Stop(step, None, _for_whom(step)))
            continue
        asked = at
        while _in_week_before(sent, at) >= settings.NEWSLETTER_WEEKLY_MOST:
            at = days_after(at, 1)
        sent.append(at)
        stops.append(Stop(step, at, "later, because of the most a week" if at != asked else ""))
    return stops


def _for_whom(step: AutomationStep) -> str:
    if step.condition == AutomationStep.PRODUCT:
        name = dict(choices.products()).get(step.product, step.product)
        return f"only people who have ever bought {name}"
    return step.get_condition_display().lower()


def _in_week_before(sent: Sequence[datetime], at: datetime) -> int:
    return sum(at - timedelta(days=7) < one <= at for one in sent)
