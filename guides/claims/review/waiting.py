"""The claims that wait for an approver."""

from guides.claims.content.authors import CmsUser
from guides.claims.models import Decision
from guides.claims.review.decisions import why_not

MOST = 100


def claims_waiting_for(user: CmsUser) -> list[Decision]:
    """Those that this person may decide, the oldest first; none for people who approve nothing."""
    if not user.has_perm("claims.approve_decision"):
        return []
    waiting = Decision.objects.filter(state=Decision.ASKED).exclude(asked_by_id=user.pk)
    rows = waiting.select_related("asked_by").order_by("pk")[:MOST]
    return [row for row in rows if not why_not(row, user)]
