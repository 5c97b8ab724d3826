"""The approver's step: asked for changes once, they still approve; a missing button has its sentence."""

import pytest
from django.urls import reverse

from guides.editorial.roles import make_roles
from guides.models import InfoPage
from tests.guides.claims.pages import an_info_page, posted
from tests.support.cast import signed_in

pytestmark = pytest.mark.django_db
WROTE = "You wrote part of this: someone else must approve."


@pytest.fixture(autouse=True)
def workflow(db) -> None:
    make_roles()


def edit(page: InfoPage, by, **more: str):
    """Send the editor's form with what the page says, or with other words."""
    page = InfoPage.objects.get(pk=page.pk)
    intro = more.pop("intro", page.get_latest_revision_as_object().intro)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return signed_in(by).post(url, posted(page, intro=intro) | more)


def step(page: InfoPage, by, name: str) -> None:
    comment = '{"comment": "Shorter, please"}' if name == "reject" else ""
    more = {"action-workflow-action": "true", "workflow-action-name": name}
    edit(page, by, **more, **{"workflow-action-extra-data": comment})


def offered(page: InfoPage, by) -> set[str]:
    page = InfoPage.objects.get(pk=page.pk)
    task = page.current_workflow_task
    return {action[0] for action in task.get_actions(page, by)} if task else set()


def opened(page: InfoPage, by) -> str:
    return signed_in(by).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_asking_for_changes_makes_no_author(writer, approver):
    page = an_info_page("A warm hand.", owner=writer)
    edit(page, writer, **{"action-submit": "1"})
    step(page, approver, "reject")
    assert offered(page, approver) == set()
    # The editor stores a version when it takes anything for a change.
    InfoPage.objects.get(pk=page.pk).get_latest_revision_as_object().save_revision(user=approver)
    edit(page, writer, intro="One warm hand.", **{"action-submit": "1"})
    assert "approve" in offered(page, approver)
    assert WROTE not in opened(page, approver)


def test_approver_who_changed_the_words_is_told_why_there_is_no_button(writer, approver):
    page = an_info_page("A warm hand.", owner=writer)
    edit(page, writer, **{"action-submit": "1"})
    edit(page, approver, intro="Two warm hands.")
    assert "approve" not in offered(page, approver)
    assert WROTE in opened(page, approver)


def test_open_claims_are_the_reason_too(writer, approver):
    page = an_info_page("It cures.", owner=writer)
    edit(page, writer, **{"action-submit": "1"})
    assert "approve" not in offered(page, approver)
    assert "approved yet: One claim is open" in opened(page, approver)


def test_writer_gets_no_such_sentence(writer, approver):
    page = an_info_page("It cures.", owner=writer)
    edit(page, writer, **{"action-submit": "1"})
    assert "approved yet" not in opened(page, writer)
