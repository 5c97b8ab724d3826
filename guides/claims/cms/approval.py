"""Says to an approver why there is no Approve button."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from guides.claims.models import ClaimsApprovalTask
from guides.claims.review.approval import approval_problem


def say_why_not(request: HttpRequest, instance: Any) -> None:
    """Called before the editor of a page or a snippet opens."""
    state = getattr(instance, "current_workflow_task_state", None)
    if state is None or request.method != "GET":
        return
    task = state.task.specific
    if not isinstance(task, ClaimsApprovalTask):
        return
    is_approver = task.get_task_states_user_can_moderate(request.user).filter(pk=state.pk).exists()
    if is_approver and (sentence := approval_problem(instance, request.user)):
        messages.info(request, sentence)
