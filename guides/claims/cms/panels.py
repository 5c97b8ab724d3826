"""The CMS home page panel of claims that wait for an approver."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from guides.claims.models import Decision
from guides.claims.review.decisions import why_not

SHOWN = 20


class WaitingClaims(Component):
    """For approvers only; lists the claims that this approver may decide."""

    name = "claims_waiting"
    template_name = "claims/waiting.html"
    order = 110

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        if not user.has_perm("claims.approve_decision"):
            return {"decisions": []}
        waiting = Decision.objects.filter(state=Decision.ASKED).exclude(asked_by=user)
        rows = waiting.select_related("asked_by").order_by("pk")[:SHOWN]
        return {"decisions": [row for row in rows if not why_not(row, user)]}
