"""The step between writing and publishing: somebody other than the author looks at the claims."""

from typing import Any

from wagtail.models import AbstractGroupApprovalTask


class ClaimsApprovalTask(AbstractGroupApprovalTask):
    """Approved only by somebody other than the author, and only once no claim is open."""

    class Meta:
        verbose_name = "claims approval"

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Called by the editor and the workflow's buttons: what this person may do now."""
        actions: list[tuple[str, str, bool]] = super().get_actions(obj, user)
        if actions and self.why_not(obj, user):
            return [action for action in actions if action[0] != "approve"]
        return actions

    def why_not(self, obj: Any, user: Any) -> str:
        """Why this person can't approve it now, as a sentence for them; empty when they can."""
        from guides.claims.content.authors import authors_of
        from guides.claims.review.completeness import missing_parts
        from guides.claims.review.decisions import WROTE_IT
        from guides.claims.review.gate import blocking

        newest = obj.get_latest_revision_as_object()
        if user.pk in authors_of(newest):
            return WROTE_IT
        if parts := missing_parts(newest):
            return f"It can’t be approved yet: {' '.join(parts.values())}"
        if found := blocking(newest):
            claims = "One claim is" if len(found) == 1 else f"{len(found)} claims are"
            return f"It can’t be approved yet: {claims} open. Open “Claims” to settle them."
        return ""

    @classmethod
    def get_description(cls) -> str:
        return "Someone other than the author approves, once all claims are resolved"
