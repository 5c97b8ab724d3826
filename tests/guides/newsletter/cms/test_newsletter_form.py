"""Writing a newsletter in the CMS: what was sent stays sent, whatever is edited or copied."""

from typing import Any

import pytest
from django.test import Client

from guides.newsletter.models import Delivery, Newsletter
from guides.newsletter.sending import schedule as sending_schedule
from tests.guides.newsletter.cms.test_send import sender  # noqa: F401
from tests.guides.newsletter.sending.test_delivery import a_reader, states
from tests.support.cast import signed_in
from tests.support.html import html_of

ADD = "/office/snippets/newsletter/newsletter/add/"
TEXT = '{"blocks":[{"key":"a","text":"Hello there","type":"unstyled","depth":0,"inlineStyleRanges":[],"entityRanges":[],"data":{}}],"entityMap":{}}'  # noqa: E501
BODY = {
    "body-count": "1",
    "body-0-deleted": "",
    "body-0-order": "0",
    "body-0-type": "text",
    "body-0-id": "",
    "body-0-value": TEXT,
}


def fields(subject: str = "Hello", **changed: str) -> dict[str, str]:
    return {"subject": subject, "preheader": "", "audience": "news", "series": "", **BODY, **changed}


@pytest.fixture
def client(sender: Any) -> Client:  # noqa: F811
    return signed_in(sender)


@pytest.fixture
def letter(client: Client) -> Newsletter:
    """Written in the editor, as a draft with a version."""
    a_reader()
    client.post(ADD, fields())
    return Newsletter.objects.get()


@pytest.fixture
def sent(client: Client, letter: Newsletter, django_capture_on_commit_callbacks: Any) -> Newsletter:
    with django_capture_on_commit_callbacks(execute=True):
        sending_schedule.schedule(newsletter=letter.get_latest_revision_as_object())
    letter.refresh_from_db()
    assert letter.state == Newsletter.SENT
    return letter


def edit(letter: Newsletter) -> str:
    return f"/office/snippets/newsletter/newsletter/edit/{letter.pk}/"


def test_page_says_how_far_it_is(client, sent):
    page = client.get(f"/office/newsletter/{sent.pk}/send/").content.decode()
    assert "Finished" in page
    assert "Send now" not in page


def test_sent_letter_is_closed_to_editing(client, sent):
    answer = client.post(edit(sent), fields("Changed"))
    sent.refresh_from_db()
    assert "make a copy" in answer.content.decode()
    assert (sent.subject, sent.state) == ("Hello", Newsletter.SENT)


def test_scheduled_letter_is_closed_until_it_is_taken_back(client, letter):
    page = f"/office/newsletter/{letter.pk}/send/"
    client.post(page, {"do": "confirm", "at": "2030-01-01T09:00"})
    client.post(edit(letter), fields("Our oil cures eczema"))
    client.post(page, {"do": "stop"})
    client.post(edit(letter), fields("Changed"))
    letter.refresh_from_db()
    assert (letter.subject, letter.state) == ("Changed", Newsletter.DRAFT)


def test_saving_an_older_copy_of_the_row_takes_no_progress_back(db):
    letter = Newsletter.objects.create(subject="Hello", live=False)
    Newsletter.objects.update(state=Newsletter.SENDING, run=2)
    letter.save()
    letter.refresh_from_db()
    assert (letter.state, letter.run) == (Newsletter.SENDING, 2)


def test_copy_of_a_sent_letter_is_a_draft(client, sent):
    form = client.get(f"/office/snippets/newsletter/newsletter/copy/{sent.pk}/").content.decode()
    assert f'action="{ADD}"' in form
    client.post(ADD, fields("Copy"))
    made = Newsletter.objects.get(subject="Copy")
    assert (made.state, made.frozen_html, made.clicks) == (Newsletter.DRAFT, "", 0)
    assert states(made) == {}
    assert Delivery.objects.count() == 1


@pytest.mark.parametrize(("audience", "series"), [("series", ""), ("news", "massage")])
def test_series_is_said_for_its_followers_and_for_nobody_else(client, audience, series):
    answer = client.post(ADD, fields(audience=audience, series=series))
    assert answer.status_code == 200
    assert not Newsletter.objects.exists()


def test_editor_saves_and_sends_but_publishes_nothing(client, letter):
    page = client.get(edit(letter)).content.decode()
    assert "Send or test" in page
    assert "action-publish" not in page


def test_second_subject_is_stored_with_its_share(client: Client) -> None:
    client.post(ADD, fields(subject_b="Good morning", test_share="20", test_hours="8"))
    letter = Newsletter.objects.get().get_latest_revision_as_object()
    assert (letter.subject_b, letter.test_share, letter.test_hours) == ("Good morning", 20, 8)


def test_two_equal_subjects_are_refused(client: Client) -> None:
    answer = client.post(ADD, fields(subject_b="Hello"))
    assert "Both subjects are the same" in html_of(answer) and not Newsletter.objects.exists()
