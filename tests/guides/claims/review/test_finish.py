"""A part may be approved before its series is live; it then waits as an approved draft."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from guides.editorial.roles import make_roles
from guides.models import GuidePage, Person, SeriesPage
from shop.mail.models import OutboxEmail
from tests.support import pages
from tests.support.cast import signed_in

pytestmark = pytest.mark.django_db
WAITS = "is approved and stays a draft for now. Publish the series"


@pytest.fixture(autouse=True)
def workflow(db) -> None:
    make_roles()


@pytest.fixture
def part(writer) -> GuidePage:
    """Submitted by its writer; its series is a draft."""
    return submitted(writer, pages.a_series(live=False))


def submitted(writer, series: SeriesPage, **fields) -> GuidePage:
    page = pages.a_guide("legs", parent=series, body=[pages.text()], live=False, owner=writer, **fields)
    page.save_revision(user=writer)
    page.get_workflow().start(page, user=writer)
    return fresh(page)


def fresh(page: GuidePage) -> GuidePage:
    return GuidePage.objects.get(pk=page.pk)


def approve(page: GuidePage, *people):
    """One click for each step of the workflow, as on the first page of the CMS; returns the last answer."""
    for person in people:
        state = fresh(page).current_workflow_task_state
        url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
        answer = signed_in(person).post(url, {"next": reverse("wagtailadmin_home")}, follow=True)
    return answer


def test_approver_may_approve_a_part_of_a_draft_series(part, approver):
    actions = part.current_workflow_task.get_actions(part, approver)
    assert "approve" in {action[0] for action in actions}


def test_last_approval_leaves_an_approved_draft_and_says_so(part, approver, editor):
    answer = approve(part, approver, editor)
    page = fresh(part)
    assert not page.live
    assert page.workflow_states.get().status == "approved"
    assert WAITS in answer.content.decode()


def test_writer_is_told_by_email(part, writer, approver, editor):
    approve(part, approver, editor)
    email = OutboxEmail.objects.get(kind="claims.approved_draft")
    assert email.recipient == writer.email
    assert reverse("wagtailadmin_pages:edit", args=[part.pk]) in email.args["text"]


def test_editor_says_it_until_the_series_is_live(part, approver, editor):
    approve(part, approver, editor)
    url = reverse("wagtailadmin_pages:edit", args=[part.pk])
    assert WAITS in signed_in(editor).get(url).content.decode()
    SeriesPage.objects.get().save_revision().publish()
    assert WAITS not in signed_in(editor).get(url).content.decode()


def test_history_names_the_approval(part, approver, editor):
    approve(part, approver, editor)
    history = signed_in(editor).get(reverse("wagtailadmin_pages:history", args=[part.pk]))
    assert "Approved; publish something else first" in history.content.decode()


def test_approved_draft_goes_live_once_its_series_is(part, approver, editor):
    approve(part, approver, editor)
    SeriesPage.objects.get().save_revision().publish()
    fresh(part).get_latest_revision().publish(user=editor)
    assert fresh(part).live


def test_part_of_a_live_series_is_published_by_the_last_approval(writer, approver, editor):
    page = submitted(writer, pages.a_series())
    answer = approve(page, approver, editor)
    assert fresh(page).live
    assert WAITS not in answer.content.decode()


def test_part_scheduled_with_its_series_gets_its_time(writer, approver, editor):
    at = (timezone.now() + timedelta(hours=1)).replace(microsecond=0)
    series = pages.a_series(live=False, go_live_at=at)
    series.save_revision().publish()
    page = submitted(writer, series, go_live_at=at)
    approve(page, approver, editor)
    assert fresh(page).get_latest_revision().approved_go_live_at == at


def test_other_faults_still_withhold_the_approval(writer, approver):
    page = submitted(writer, pages.a_series(live=False), author=Person.objects.create(name="Ada", live=False))
    assert "approve" not in {action[0] for action in page.current_workflow_task.get_actions(page, approver)}
