"""A newsletter about a guide in one click, and the email about a part written before the part is out."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from guides.newsletter.models import Newsletter
from guides.newsletter.sending import announcements
from guides.newsletter.sending.transitions import stop
from tests.guides.newsletter.cms.test_send import sender  # noqa: F401
from tests.guides.newsletter.sending.test_delivery import a_reader
from tests.support import pages
from tests.support.cast import signed_in
from tests.support.html import html_of

pytestmark = pytest.mark.django_db
ADD = "/office/snippets/newsletter/newsletter/add/"


@pytest.fixture
def part(settings: Any, tmp_path: Path) -> Any:
    """A draft part of a series that one person follows."""
    settings.MEDIA_ROOT = tmp_path
    a_reader("zoe@example.com", purpose="series", scope="massage")
    series = pages.a_series("massage")
    return pages.a_guide("legs", parent=series, live=False, introduction="Long strokes.")


def published(page: Any) -> None:
    page.save_revision().publish(skip_permission_checks=True)


def test_the_form_is_filled_in_from_the_guide_and_stores_nothing(editor: Any, part: Any) -> None:
    part.cover, part.cover_alt = pages.a_picture(), "A leg"
    part.save_revision()
    page = html_of(signed_in(editor).get(f"{ADD}?guide={part.pk}"))
    for words in ('value="Legs"', "Long strokes.", "A leg", "Read the guide"):
        assert words in page
    assert not Newsletter.objects.exists()


@pytest.mark.parametrize("number", ["", "x", "999999", "1"])
def test_without_a_guide_the_form_is_empty(editor: Any, number: str) -> None:
    assert signed_in(editor).get(f"{ADD}?guide={number}").status_code == 200


def test_the_guide_has_the_button(editor: Any, part: Any) -> None:
    assert f"{ADD}?guide={part.pk}" in html_of(signed_in(editor).get(f"/office/pages/{part.pk}/edit/"))


def test_the_email_is_edited_before_the_part_is_out(editor: Any, part: Any) -> None:
    part.save_revision()
    client: Client = signed_in(editor)
    address = f"/office/newsletter/announcement/{part.pk}/"
    assert address in html_of(client.get(f"/office/pages/{part.pk}/edit/"))
    assert "1 person will be emailed" in html_of(client.get(address))
    assert not Newsletter.objects.exists()
    answer = client.post(address)
    letter = Newsletter.objects.get()
    assert answer.headers["Location"].endswith(f"/edit/{letter.pk}/")
    assert (letter.state, letter.is_open) == ("draft", True)


def test_an_edited_email_goes_out_with_its_part(part: Any) -> None:
    letter = announcements.prepare(part=part)
    letter.subject = "Legs are here"
    letter.save_revision()
    published(part)
    letter.refresh_from_db()
    assert letter.state == Newsletter.SCHEDULED and letter.send_at is not None
    assert letter.get_latest_revision_as_object().subject == "Legs are here"


def test_an_email_that_was_only_opened_follows_the_part(part: Any) -> None:
    announcements.prepare(part=part)
    part.title = "Both legs"
    published(part)
    assert Newsletter.objects.get().subject == "A new part is out: Both legs"


def test_a_stopped_email_stays_stopped_when_the_part_is_published_again(part: Any) -> None:
    published(part)
    stop(newsletter=Newsletter.objects.get())
    part.refresh_from_db()
    published(part)
    assert Newsletter.objects.get().state == Newsletter.DRAFT


def test_no_email_is_prepared_for_a_part_that_was_live(editor: Any, part: Any) -> None:
    published(part)
    Newsletter.objects.all().delete()
    answer = signed_in(editor).post(f"/office/newsletter/announcement/{part.pk}/")
    assert "No email goes out" in html_of(answer) and not Newsletter.objects.exists()


@pytest.mark.parametrize("person", ["ada", "cleo"])
def test_others_prepare_nothing(request: pytest.FixtureRequest, person: str, part: Any) -> None:
    client = signed_in(request.getfixturevalue(person))
    assert client.post(f"/office/newsletter/announcement/{part.pk}/").status_code in {302, 403}
    assert not Newsletter.objects.exists()
