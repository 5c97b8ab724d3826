"""Safety assesses a report, tells the responsible person and the authority, and closes it."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from shop.accounts.models import User
from shop.london import london
from shop.safety.models import AdverseEvent, AdverseEventLook, AdverseEventNote, Cause, Criterion, State
from shop.safety.reporting import SERIOUS, alert

# Name, what it is called in a list of actions, what the log says: never what is in the report.
ACTIONS = (
    ("safety.entered", "Enter a report", "Entered a report"),
    ("safety.assessed", "Assess a report", "Assessed a report"),
    ("safety.told", "Note who was told of a report", "Noted who was told"),
    ("safety.noted", "Write on a report", "Wrote on a report"),
    ("safety.closed", "Close a report", "Closed a report"),
)


class CannotChange(Exception):
    """The report stays as it is; the text is for staff."""


@dataclass(frozen=True)
class Judgement:
    """Serious by which criterion (empty: not), how likely the product is the cause, what is done."""

    criterion: str
    cause: str
    action: str


def _open(event: AdverseEvent) -> AdverseEvent:
    event = AdverseEvent.objects.select_for_update(of=("self",)).get(pk=event.pk)
    if event.state == State.CLOSED:
        raise CannotChange("This report is closed.")
    return event


@transaction.atomic
def assess(*, event: AdverseEvent, judgement: Judgement, by: User) -> None:
    """Store the judgement; one that makes it serious alerts at once. Raises CannotChange."""
    event = _open(event)
    was_serious = event.is_serious
    event.criterion, event.cause, event.action = judgement.criterion, judgement.cause, judgement.action
    event.assessed_by, event.assessed_at = by, timezone.now()
    event.state = State.TOLD if event.state == State.TOLD else State.ASSESSED
    event.save(update_fields=["criterion", "cause", "action", "assessed_by", "assessed_at", "state"])
    words = [Criterion(judgement.criterion).label, Cause(judgement.cause).label, judgement.action]
    _note(event, "Assessed: " + "; ".join(filter(None, words)), by, "safety.assessed")
    if event.is_serious and not was_serious:
        alert(event, SERIOUS)


@transaction.atomic
def note_told(*, event: AdverseEvent, person_on: date | None, authority_on: date | None, by: User) -> None:
    """Note when the responsible person and the authority were told. Raises CannotChange."""
    event = _open(event)
    if event.state == State.NEW:
        raise CannotChange("Assess it first.")
    event.person_told_on, event.authority_told_on = person_on, authority_on
    event.state = State.TOLD
    event.save(update_fields=["person_told_on", "authority_told_on", "state"])
    days = [("responsible person", person_on), ("authority", authority_on)]
    told = ", ".join(f"{who} on {london(day)}" for who, day in days if day)
    _note(event, f"Told: {told}", by, "safety.told")


@transaction.atomic
def write_note(*, event: AdverseEvent, text: str, by: User) -> None:
    """Add what was said or done, also to a closed report."""
    _note(event, text.strip(), by, "safety.noted")


@transaction.atomic
def close_event(*, event: AdverseEvent, by: User) -> None:
    """Raises CannotChange for one that nobody assessed, and for a serious one that no authority knows."""
    event = _open(event)
    if event.state == State.NEW:
        raise CannotChange("Assess it first.")
    if event.is_serious and not event.authority_told_on:
        raise CannotChange("It is serious: note when the authority was told.")
    AdverseEvent.objects.filter(pk=event.pk).update(state=State.CLOSED)
    _note(event, "Closed", by, "safety.closed")


def note_look(*, event: AdverseEvent, what: str, by: User) -> None:
    """Every look is noted, before anything is shown."""
    AdverseEventLook.objects.create(event=event, what=what, by=by)


def _note(event: AdverseEvent, text: str, by: User, action: str) -> None:
    AdverseEventNote.objects.create(event=event, text=text, by=by)
    log(event, action, user=by)
