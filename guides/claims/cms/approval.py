"""Tells people in the editor why there is no Approve button, or why an approved draft isn't live."""

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest

from guides.claims.models import ClaimsApprovalTask
from guides.claims.review.approval import approval_problem
from guides.claims.review.approved_drafts import why_unpublished


def say_why_not(request: HttpRequest, instance: Model) -> None:
    """Called before the editor of a page or a snippet opens."""
    if request.method != "GET":
        return
    if sentence := _no_approval(request, instance) or why_unpublished(instance):
        messages.info(request, sentence)


def _no_approval(request: HttpRequest, instance: Model) -> str:
    """Why this approver has no Approve button; empty for other people, and for an approver who has one."""
    state = getattr(instance, "current_workflow_task_state", None)
    if state is None:
        return ""
    task = state.task.specific
    if not isinstance(task, ClaimsApprovalTask):
        return ""
    is_approver = task.get_task_states_user_can_moderate(request.user).filter(pk=state.pk).exists()
    return approval_problem(instance, request.user) if is_approver else ""
