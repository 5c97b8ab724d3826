"""What happens after the last approval of a workflow: publish, or leave an approved draft and say why."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from guides.claims.content.authors import CmsUser


def publish_or_wait(workflow_state: "WorkflowState", user: "CmsUser | None" = None) -> None:
    """Publish the approved text, unless something else must go live first, such as its series.

    The setting WAGTAIL_FINISH_WORKFLOW_ACTION names it. Wagtail loads it with its own models, before ours can
    be imported. An exception would undo the approval, which is stored in the same transaction.
    """
    from wagtail.workflows import publish_workflow_state

    from guides.claims.review.approved_drafts import announce
    from guides.claims.review.prerequisites import unmet_prerequisites

    approved = workflow_state.content_object.get_latest_revision().as_object()
    if reasons := unmet_prerequisites(approved):
        announce(approved, reasons=reasons.values(), asked_by=workflow_state.requested_by, by=user)
    else:
        publish_workflow_state(workflow_state, user=user)
