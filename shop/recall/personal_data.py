"""Recalls in subject access requests and erasure: who was told of a recall is kept for ten years."""

from typing import Any

from django.db.models import Q, QuerySet

from shop.privacy.personal_data import erases, exports
from shop.recall.models import RecallNotice

TABLES = ("recall.RecallNotice", "recall.RecallContact")


def _notices(email: str) -> QuerySet[RecallNotice]:
    return RecallNotice.objects.filter(Q(order__guest_email=email) | Q(order__user__email=email))


@exports(*TABLES)
def recalls_of(email: str, **_: object) -> dict[str, Any]:
    """Which recalls concern the orders of an address."""
    rows = _notices(email).select_related("recall", "order").prefetch_related("contacts")
    return {"recalls": [_told(row) for row in rows]}


def _told(row: RecallNotice) -> dict[str, Any]:
    contacts = [str(contact) for contact in row.contacts.all()]
    told = {
        "recall": row.recall.title,
        "rehearsal": row.recall.is_rehearsal,
        "order": row.order.number,
        "items": row.items,
    }
    return told | {"how you were told": contacts}


@erases(*TABLES)
def keep_recalls(email: str, **_: object) -> list[str]:
    """Nothing goes: the batch's buyers must be known while the goods may be in use."""
    if not _notices(email).filter(recall__is_rehearsal=False).exists():
        return []
    return ["Kept: that a recall concerns your order, for ten years, because product safety law requires it."]
