"""Reports of reactions in subject access requests, erasure and retention."""

from typing import Any

from django.db.models import Q, QuerySet

from shop.london import iso
from shop.privacy.personal_data import erases, exports
from shop.safety.models import AdverseEvent

TABLES = ("safety.AdverseEvent",)


def _events(email: str) -> QuerySet[AdverseEvent]:
    by_order = Q(order__guest_email=email) | Q(order__user__email=email)
    return AdverseEvent.objects.filter(Q(email=email) | by_order)


@exports(*TABLES)
def reports_of(email: str, **_: object) -> dict[str, Any]:
    """What somebody reported with this address or about its orders."""
    return {"reports of skin reactions": [_told(event) for event in _events(email)]}


def _told(event: AdverseEvent) -> dict[str, str]:
    return {
        "reported": iso(event.reported_at),
        "product": str(event.product),
        "whose skin": event.get_whose_display(),
        "what happened": event.happened,
        "where": event.where,
        "outcome": event.get_outcome_display(),
    }


@erases(*TABLES)
def forget_names(email: str, **_: object) -> list[str]:
    """The report stays without a name: cosmetics law wants it for ten years."""
    empty = {"name": "", "email": "", "may_write_back": False, "order": None}
    if not _events(email).update(**empty):
        return []
    return ["Removed: your name and address from your report of a reaction. Kept: the report, for ten years."]
