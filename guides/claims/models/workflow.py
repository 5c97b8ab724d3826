"""The step between writing and publishing: somebody other than the author looks at the claims."""

from typing import Any

from wagtail.models import AbstractGroupApprovalTask


class ClaimsApprovalTask(AbstractGroupApprovalTask):
    """Approved only by somebody other than the author, and only once no claim is open."""

    class Meta:
        verbose_name = "claims approval"

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Called by the editor and the workflow's buttons: what this person may do now."""
        from guides.claims.deciding import authors_of
        from guides.claims.gate import blocking, missing_parts

        actions: list[tuple[str, str, bool]] = super().get_actions(obj, user)
        if not actions:
            return actions
        newest = obj.get_latest_revision_as_object()
        if user.pk in authors_of(newest) or missing_parts(newest) or blocking(newest):
            return [action for action in actions if action[0] != "approve"]
        return actions

    @classmethod
    def get_description(cls) -> str:
        return "Somebody of the chosen groups, other than the author, approves once no claim is open"
