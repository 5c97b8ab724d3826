"""Groups and the workflow of the CMS: writers write, approvers check claims, editors publish.

Created once, after the first migrate. Later changes in the CMS are never overwritten.
"""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from guides.claims.cms.permissions import APPROVERS, MODERATORS
from guides.claims.models import ClaimsApprovalTask
from guides.models.shared_snippet import SharedSnippet

WORKFLOW = "Write, check claims, publish"
REDIRECTS = ("add_redirect", "change_redirect", "delete_redirect", "view_redirect")


def make_roles(**_: object) -> None:
    """Handler of post_migrate. Runs after every app and acts once all permissions exist."""
    root = Page.objects.filter(depth=1).first()
    groups = Group.objects.filter(name__in=[APPROVERS, MODERATORS])
    types = ContentType.objects.filter(app_label="claims", model="claimsapprovaltask")
    permissions = Permission.objects.filter(codename__in=(*REDIRECTS, "change_page"))
    there = root and groups.count() == 2 and types.exists() and permissions.count() > len(REDIRECTS)
    if not there or ClaimsApprovalTask.objects.exists():
        return
    _make_workflow(root)
    _grant_redirects()
    _let_approvers_open(root)


def assign_snippet_workflow(**_: object) -> None:
    """Handler of post_migrate: shared snippets go through the same workflow as pages.

    Acts once on each kind, when Wagtail has created its publish and lock permissions, after its snippets
    app's migrations.
    """
    workflow = Workflow.objects.filter(name=WORKFLOW).first()
    groups = {group.name: group for group in Group.objects.filter(name__in=[APPROVERS, MODERATORS])}
    if workflow is None or len(groups) < 2:
        return
    types = ContentType.objects.get_for_models(*SharedSnippet.__subclasses__(), for_concrete_models=False)
    for kind in types.values():
        ours = Permission.objects.filter(content_type=kind)
        publish = ours.filter(codename__regex="^(publish|lock|unlock)_")
        is_known = groups[MODERATORS].permissions.filter(pk__in=publish).exists()
        if not publish or is_known or WorkflowContentType.objects.filter(content_type=kind).exists():
            continue
        WorkflowContentType.objects.create(content_type=kind, workflow=workflow)
        groups[MODERATORS].permissions.add(*publish)
        groups[APPROVERS].permissions.add(*ours.filter(codename__regex="^(view|change)_"))


def _make_workflow(root: Page) -> None:
    check = ClaimsApprovalTask.objects.create(name="Claims approval")
    check.groups.set(Group.objects.filter(name=APPROVERS))
    publish = GroupApprovalTask.objects.create(name="Publish")
    publish.groups.set(Group.objects.filter(name=MODERATORS))
    workflow = Workflow.objects.create(name=WORKFLOW)
    for place, task in enumerate((check, publish)):
        WorkflowTask.objects.create(workflow=workflow, task=task.task_ptr, sort_order=place)
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})


def _grant_redirects() -> None:
    group = Group.objects.get(name=MODERATORS)
    group.permissions.add(*Permission.objects.filter(codename__in=REDIRECTS))


def _let_approvers_open(root: Page) -> None:
    """Approvers may edit a page but not publish it."""
    change = Permission.objects.filter(content_type__app_label="wagtailcore", codename="change_page").first()
    if change:
        group = Group.objects.get(name=APPROVERS)
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=change)


def let_editors_edit_search_words(**_: object) -> None:
    """Handler of post_migrate: editors maintain the search synonyms."""
    group = Group.objects.filter(name=MODERATORS).first()
    wanted = Permission.objects.filter(content_type__app_label="search", content_type__model="synonym")
    if group and wanted and not group.permissions.filter(pk__in=wanted).exists():
        group.permissions.add(*wanted)
