"""The workflow step between writing and publishing: someone other than the author checks the claims."""

from collections.abc import Callable
from typing import Any, ClassVar

from wagtail.models import AbstractGroupApprovalTask, RevisionMixin


class ClaimsApprovalTask(AbstractGroupApprovalTask):
    """Approved only by someone other than the author, and only once all claims are resolved."""

    approval_problem: ClassVar[Callable[[RevisionMixin, Any], str]]
    """Takes an object and a user, returns why the user can't approve it, or nothing; set in apps.py."""

    class Meta:
        verbose_name = "claims approval"

    def get_actions(self, obj: RevisionMixin, user: Any) -> list[tuple[str, str, bool]]:
        """Called by the editor and the workflow's buttons: the actions this person may take now."""
        actions: list[tuple[str, str, bool]] = super().get_actions(obj, user)
        if actions and type(self).approval_problem(obj, user):
            return [action for action in actions if action[0] != "approve"]
        return actions

    @classmethod
    def get_description(cls) -> str:
        return "Someone other than the author approves, once all claims are resolved"
