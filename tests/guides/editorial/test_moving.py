"""An entry of the calendar on another day: the same time, the same rights and rules as its schedule."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from time_machine import travel
from wagtail.models import Page, Revision

from guides.models import GuidePage, InfoPage
from guides.newsletter.models import Newsletter
from shop.london import LONDON, iso
from tests.guides.claims.pages import an_info_page
from tests.support import pages
from tests.support.cast import access, signed_in
from tests.support.html import html_of

pytestmark = pytest.mark.django_db
JUNE_10 = datetime(2031, 6, 10, 9, 30, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with travel("2031-06-01T09:00:00Z", tick=False):
        yield


def scheduled(page: Page) -> str:
    """The address of its move."""
    page.go_live_at = JUNE_10
    revision = page.save_revision()
    revision.publish()
    return f"/office/calendar/text/{revision.pk}/"


def a_letter(**fields: Any) -> str:
    given = {"subject": "June", "send_at": JUNE_10, "state": Newsletter.SCHEDULED, "live": False}
    given |= {"body": [("text", "<p>Words.</p>")]} | fields
    return f"/office/calendar/newsletter/{Newsletter.objects.create(**given).pk}/"


def planned() -> datetime | None:
    return Revision.objects.exclude(approved_go_live_at=None).get().approved_go_live_at


def sent(person: Any, path: str, day: str = "2031-12-04", **fields: str) -> Any:
    return signed_in(person).post(path, {"day": day, "was": iso(JUNE_10)} | fields)


def test_a_page_moves_with_its_time_of_day_over_the_change_of_clocks(editor: Any) -> None:
    answer = sent(editor, scheduled(an_info_page("A warm hand.")))
    assert (answer.status_code, answer.url) == (302, "/office/calendar/?month=2031-12")
    assert planned() == datetime(2031, 12, 4, 9, 30, tzinfo=LONDON)
    draft = InfoPage.objects.latest("pk").get_latest_revision_as_object()
    assert draft.go_live_at == planned()


def test_a_newer_draft_keeps_its_words_and_gets_the_time(editor: Any) -> None:
    page = an_info_page("A warm hand.")
    path = scheduled(page)
    page.title = "Newer"
    page.save_revision()
    sent(editor, path)
    draft = Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()
    assert (draft.title, draft.go_live_at.day) == ("Newer", 4)


@pytest.mark.parametrize(
    ("day", "words"),
    [("2031-05-31", "That day is over."), ("nonsense", "Enter a valid date"), ("", "Choose a day.")],
)
def test_a_wrong_day_is_refused_beside_the_field(editor: Any, day: str, words: str) -> None:
    answer = sent(editor, scheduled(an_info_page("A warm hand.")), day)
    assert (answer.status_code, words in html_of(answer)) == (422, True)
    assert planned() == JUNE_10


def test_a_page_does_not_go_live_after_it_goes_down(editor: Any) -> None:
    page = an_info_page("A warm hand.")
    page.expire_at = datetime(2031, 8, 1, tzinfo=LONDON)
    answer = sent(editor, scheduled(page))
    assert (answer.status_code, "It goes down" in html_of(answer)) == (422, True)


def test_of_two_people_the_second_is_told(editor: Any) -> None:
    path = scheduled(an_info_page("A warm hand."))
    sent(editor, path, "2031-06-11")
    answer = sent(editor, path, "2031-06-12")
    assert (answer.status_code, "Somebody moved it meanwhile" in html_of(answer)) == (422, True)


def test_the_gate_holds_for_a_move_too(editor: Any) -> None:
    path = scheduled(an_info_page("A warm hand."))
    revision = Revision.objects.exclude(approved_go_live_at=None).get()
    content = revision.content | {"body": '[{"type": "text", "value": "<p>It cures eczema.</p>", "id": "x"}]'}
    Revision.objects.filter(pk=revision.pk).update(content=content)
    answer = sent(editor, path)
    assert (answer.status_code, "can’t go live yet" in html_of(answer)) == (422, True)
    assert planned() == JUNE_10


def test_a_newsletter_asks_first_and_says_how_many(editor: Any) -> None:
    path = a_letter()
    asked = sent(editor, path)
    assert "0 people" in html_of(asked) and 'name="confirmed"' in html_of(asked)
    assert Newsletter.objects.get().send_at == JUNE_10
    assert sent(editor, path, confirmed="yes").status_code == 302
    assert Newsletter.objects.get().send_at == datetime(2031, 12, 4, 9, 30, tzinfo=LONDON)


def test_a_part_that_emails_followers_asks_first(editor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guides.newsletter.sending.announcements.followers_to_email", lambda slug: 214)
    part = pages.a_guide("legs", parent=pages.a_series(), live=False)
    path = scheduled(GuidePage.objects.get(pk=part.pk))
    assert "214 people who follow “Walking”" in html_of(sent(editor, path))
    assert planned() == JUNE_10


@pytest.mark.parametrize("state", [Newsletter.SENDING, Newsletter.SENT, Newsletter.DRAFT])
def test_a_newsletter_that_does_not_wait_stays(editor: Any, state: str) -> None:
    assert sent(editor, a_letter(state=state), confirmed="yes").status_code in {302, 403}
    assert Newsletter.objects.get().send_at == JUNE_10


def test_only_people_who_publish_move(editor: Any, writer: Any, ada: Any) -> None:
    people = {"ada": ada, "writer": writer, "editor": editor}
    for path in (scheduled(an_info_page("A warm hand.")), a_letter()):
        assert access(path, people)["editor"] == 200
        assert {access(path, people)[name] for name in ("ada", "writer")} <= {302, 403}


def test_the_calendar_offers_it_to_them_alone(editor: Any, writer: Any) -> None:
    path = scheduled(an_info_page("A warm hand."))
    month = {"month": "2031-06"}
    assert f'data-move="{path}"' in html_of(signed_in(editor).get("/office/calendar/", month))
    assert path not in html_of(signed_in(writer).get("/office/calendar/", month))


def test_days_that_are_over_take_nothing(editor: Any) -> None:
    html = html_of(signed_in(editor).get("/office/calendar/", {"month": "2031-06"}))
    assert 'data-day="2031-05-31"' not in html and f'data-day="{date(2031, 6, 1)}"' in html
