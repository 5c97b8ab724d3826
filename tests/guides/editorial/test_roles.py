"""Writer, approver, editor: each does their part, in this order."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Workflow, WorkflowPage

from guides.claims.models import ClaimsApprovalTask
from guides.claims.review import decisions
from guides.editorial.roles import WORKFLOW, make_roles
from guides.models import InfoPage
from shop.accounts.models import User
from tests.guides.claims.pages import an_info_page, finding, posted
from tests.support.cast import signed_in

pytestmark = pytest.mark.django_db


def submit(page: InfoPage, by: User, intro: str) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert signed_in(by).post(url, posted(page, intro=intro) | {"action-submit": "1"}).status_code == 302


def approve(page: InfoPage, by: User) -> None:
    """Click “Approve” in the editor."""
    page = InfoPage.objects.get(pk=page.pk)
    data = posted(page, intro=page.get_latest_revision_as_object().intro)
    data |= {"action-workflow-action": "true", "workflow-action-name": "approve"}
    signed_in(by).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def step_of(page: InfoPage) -> str:
    state = InfoPage.objects.get(pk=page.pk).current_workflow_state
    return state.current_task_state.task.name if state else ""


def test_workflow_stands_at_the_root_once():
    make_roles()
    assert Workflow.objects.filter(name=WORKFLOW).count() == ClaimsApprovalTask.objects.count() == 1
    assert WorkflowPage.objects.get(page__depth=1).workflow.name == WORKFLOW


def test_writer_submits_approver_checks_editor_publishes(writer, approver, editor):
    page = an_info_page(owner=writer)
    submit(page, writer, "A warm hand.")
    assert step_of(page) == "Claims approval"
    approve(page, approver)
    assert step_of(page) == "Publish"
    approve(page, editor)
    assert InfoPage.objects.get(pk=page.pk).live


def test_writer_cannot_publish(writer):
    page = an_info_page(owner=writer)
    data = posted(page, intro="A warm hand.") | {"action-publish": "1"}
    signed_in(writer).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert not InfoPage.objects.get(pk=page.pk).live


def test_open_claims_can_be_submitted_and_not_approved(writer, approver):
    page = an_info_page(owner=writer)
    submit(page, writer, "It relieves it.")
    approve(page, approver)
    assert step_of(page) == "Claims approval"


def test_once_settled_the_step_is_approved(writer, approver):
    page = an_info_page(owner=writer)
    submit(page, writer, "Studies show it.")
    newest = InfoPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    asked = decisions.ask(
        instance=newest, finding=finding(newest, "C063"), by=writer, reason="As an opinion."
    )
    decisions.decide(decision=asked, by=approver, approve=True)
    approve(page, approver)
    assert step_of(page) == "Publish"


def test_author_in_the_approvers_group_does_not_pass_their_own(writer):
    writer.groups.add(Group.objects.get(name="Claims approvers"))
    page = an_info_page(owner=writer)
    submit(page, writer, "A warm hand.")
    approve(page, writer)
    assert step_of(page) == "Claims approval"


def test_editors_find_redirects_in_the_menu(editor):
    assert signed_in(editor).get(reverse("wagtailredirects:index")).status_code == 200
