"""Colleagues acknowledge complaints that no email could, and note how each was answered."""

from datetime import date

from django.db import transaction
from wagtail.log_actions import log

from shop.accounts.models import User
from shop.complaints.models import DataComplaint

# Name, what it is called in a list of actions, what the log says: never what is in the complaint.
ACTIONS = (
    ("complaints.entered", "Enter a complaint", "Entered a complaint"),
    ("complaints.acknowledged", "Acknowledge a complaint", "Acknowledged"),
    ("complaints.answered", "Answer a complaint", "Answered"),
)


class CannotChange(Exception):
    """The complaint stays as it is; the text is for staff."""


def _locked(complaint: DataComplaint) -> DataComplaint:
    return DataComplaint.objects.select_for_update(of=("self",)).get(pk=complaint.pk)


@transaction.atomic
def acknowledge(*, complaint: DataComplaint, on: date, by: User) -> None:
    """Note the day of the acknowledgement, once. Raises CannotChange."""
    complaint = _locked(complaint)
    if complaint.acknowledged_on:
        raise CannotChange("It is acknowledged already.")
    complaint.acknowledged_on = on
    complaint.save(update_fields=["acknowledged_on"])
    log(complaint, "complaints.acknowledged", user=by)


@transaction.atomic
def answer(*, complaint: DataComplaint, on: date, outcome: str, by: User) -> None:
    """Note the answer, once; it acknowledges the complaint as well. Raises CannotChange."""
    complaint = _locked(complaint)
    if complaint.answered_on:
        raise CannotChange("It is answered already.")
    complaint.answered_on, complaint.outcome = on, outcome.strip()
    complaint.acknowledged_on = complaint.acknowledged_on or on
    complaint.save(update_fields=["answered_on", "outcome", "acknowledged_on"])
    log(complaint, "complaints.answered", user=by)
