"""Reminders in subject access requests and erasure; retention is in shop/privacy/retention.py."""

from typing import Any

from shop.aftercare.models import LowReminder
from shop.london import iso
from shop.privacy.personal_data import erases, exports


@exports("aftercare.LowReminder")
def reminders_of(email: str, **_: object) -> dict[str, Any]:
    """Each reminder that was asked for, with the words agreed to."""
    rows = LowReminder.objects.filter(email=email).select_related("product__parent")
    return {"reminders": [_told(row) for row in rows]}


def _told(row: LowReminder) -> dict[str, Any]:
    return {
        "product": str(row.product.get_title()),
        "asked": iso(row.asked_at),
        "words you agreed to": row.wording,
        "massages a week": row.times_a_week,
        "due": iso(row.due_on) if row.due_on else "",
        "sent": iso(row.sent_at) if row.sent_at else "",
        "stopped": iso(row.stopped_at) if row.stopped_at else "",
    }


@erases("aftercare.LowReminder")
def forget_reminders(email: str, **_: object) -> list[str]:
    """Delete all reminders of the address."""
    number, _counts = LowReminder.objects.filter(email=email).delete()
    return ["Removed: your reminders before a bottle runs low."] if number else []
