"""Helpful or not, with a comment that a person reads before others do."""

import pytest
from django.test import Client

from guides.models import Feedback
from tests.support import pages
from tests.support.cast import signed_in


@pytest.fixture
def guide(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return pages.a_guide("legs", body=[pages.text()])


def send(guide, **data: str):
    return Client().post(f"/guides/feedback/{guide.pk}/", {"helpful": "yes"} | data)


def test_answer_is_kept_without_a_trace_of_who_gave_it(guide):
    answer = send(guide, helpful="no", comment="Too short.")
    assert "Thank you" in answer.content.decode()
    kept = Feedback.objects.get()
    assert (kept.is_helpful, kept.comment, kept.state) == (False, "Too short.", "new")
    assert not answer.cookies


def test_comment_is_shown_only_when_an_editor_let_it_through(guide, django_capture_on_commit_callbacks):
    send(guide, comment="My favourite.")
    assert "My favourite." not in Client().get("/guides/legs/").content.decode()
    feedback = Feedback.objects.get()
    feedback.state = Feedback.SHOWN
    with django_capture_on_commit_callbacks(execute=True):
        feedback.save()
    assert "My favourite." in Client().get("/guides/legs/").content.decode()


@pytest.mark.parametrize("data", [{"helpful": "perhaps"}, {"comment": "x" * 501}])
def test_nonsense_is_refused(guide, data):
    assert send(guide, **data).status_code == 400
    assert not Feedback.objects.exists()


def test_robots_are_thanked_and_forgotten(guide):
    assert send(guide, website="https://spam.example").status_code == 200
    assert not Feedback.objects.exists()


def test_nobody_says_a_hundred_things(guide):
    statuses = [send(guide).status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]


def test_other_sites_cannot_answer_for_readers(guide):
    answer = Client().post(
        f"/guides/feedback/{guide.pk}/", {"helpful": "yes"}, headers={"Origin": "https://evil.example"}
    )
    assert answer.status_code == 403


def test_draft_takes_no_answers(guide):
    guide.unpublish()
    assert send(guide).status_code == 404


def test_marketer_reads_comments(guide, mia):
    send(guide, comment="My favourite.")
    page = signed_in(mia).get("/office/snippets/guides/feedback/").content.decode()
    assert "My favourite." in page


def test_nobody_adds_feedback_in_the_cms(admin_client):
    page = admin_client.get("/office/snippets/guides/feedback/").content.decode()
    assert "/office/snippets/guides/feedback/add/" not in page
    assert admin_client.get("/office/snippets/guides/feedback/add/").status_code in {302, 403}
