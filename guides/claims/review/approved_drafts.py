"""Texts that were approved and can't go live yet, because something else must be published first."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Model
from wagtail.log_actions import log
from wagtail.models import WorkflowMixin, WorkflowState

from guides.claims.content.urls import edit_url
from guides.claims.review.notices import say
from guides.claims.review.prerequisites import unmet_prerequisites
from shop.mail import outbox


def announce(instance: Model, *, reasons: Iterable[str], asked_by: Any, by: Any) -> None:
    """Tell the approver now and the person who submitted it by email; add a line to its history."""
    sentence = _sentence(instance, reasons)
    say(sentence)
    log(instance=instance, action="claims.approved_draft", user=by)
    if asked_by and asked_by.email:
        link = settings.WAGTAILADMIN_BASE_URL + (edit_url(instance, asked_by) or "")
        args = {"subject": f"Approved, not published yet: {instance}", "text": f"{sentence}\n\n{link}"}
        outbox.queue("claims.approved_draft", to=asked_by.email, args=args)


def why_unpublished(instance: Model) -> str:
    """Why an approved draft isn't live, as a sentence; empty for anything else."""
    if not isinstance(instance, WorkflowMixin) or instance.live or not _is_approved(instance):
        return ""
    reasons = unmet_prerequisites(instance.get_latest_revision_as_object())
    return _sentence(instance, reasons.values()) if reasons else ""


def _sentence(instance: Model, reasons: Iterable[str]) -> str:
    return f"“{instance}” is approved and stays a draft for now. {' '.join(reasons)}"


def _is_approved(instance: WorkflowMixin) -> bool:
    """Whether the last workflow approved its newest version."""
    last = instance.workflow_states.order_by("-created_at", "-pk").first()
    if last is None or last.status != WorkflowState.STATUS_APPROVED:
        return False
    approved_at, newest = last.current_task_state.finished_at, instance.latest_revision
    return bool(newest and approved_at and newest.created_at <= approved_at)
