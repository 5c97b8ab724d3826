"""Complaints in subject access requests and erasure: how one was dealt with must be shown for six years."""

from typing import Any

from django.db.models import QuerySet

from shop.complaints.models import DataComplaint
from shop.london import iso
from shop.privacy.periods import COMPLAINT, in_words
from shop.privacy.personal_data import erases, exports

TABLES = ("complaints.DataComplaint",)


def _complaints(email: str) -> QuerySet[DataComplaint]:
    return DataComplaint.objects.filter(email=email)


@exports(*TABLES)
def complaints_of(email: str, **_: object) -> dict[str, Any]:
    """What somebody complained about with this address."""
    return {"complaints": [_told(row) for row in _complaints(email)]}


def _told(row: DataComplaint) -> dict[str, str]:
    return {
        "received": iso(row.received_on),
        "name": row.name,
        "words": row.words,
        "acknowledged": iso(row.acknowledged_on) if row.acknowledged_on else "",
        "answered": iso(row.answered_on) if row.answered_on else "",
        "answer": row.outcome,
    }


@erases(*TABLES)
def keep_complaints(email: str, **_: object) -> list[str]:
    """Nothing goes: we must be able to show how it was dealt with, also to a court."""
    if not _complaints(email).exists():
        return []
    period = in_words(COMPLAINT)
    return [f"Kept: your complaint, for {period} after the answer, so that we can show how we dealt with it."]
