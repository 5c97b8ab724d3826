"""The month at a glance: what goes live, goes down and is sent."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from guides.editorial.calendar import step, weeks
from guides.models import InfoPage
from guides.newsletter.models import Newsletter
from tests.guides.claims.pages import an_info_page
from tests.support import pages as support_pages
from tests.support.cast import access, signed_in

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


def scheduled(at: datetime) -> InfoPage:
    page = an_info_page("A warm hand.")
    page.go_live_at = at
    page.save_revision().publish()
    return page


def on(day: date, user) -> list[tuple[str, str]]:
    grid = weeks(day.replace(day=1), user)
    return [
        (event.title, event.what) for week in grid for one in week if one.date == day for event in one.events
    ]


def test_scheduled_page_stands_on_its_london_day(nora):
    page = scheduled(datetime(2031, 6, 10, 0, 30, tzinfo=LONDON))
    assert on(date(2031, 6, 10), nora) == [(page.title, "goes live")]


def test_page_that_expires_and_newsletter_that_leaves_are_shown(nora):
    page = an_info_page("A warm hand.", live=True)
    at = datetime(2031, 6, 10, 9, 0, tzinfo=LONDON)
    InfoPage.objects.filter(pk=page.pk).update(expire_at=at)
    Newsletter.objects.create(subject="June", send_at=at, live=False)
    assert set(on(date(2031, 6, 10), nora)) == {(page.title, "goes down"), ("June", "is sent")}


def test_technique_that_expires_is_shown(nora):
    support_pages.a_technique("Rolls", expire_at=datetime(2031, 6, 10, 9, 0, tzinfo=LONDON))
    assert on(date(2031, 6, 10), nora) == [("Rolls", "goes down")]


def test_dragging_is_named_for_a_mouse_only(editor):
    scheduled(datetime(2031, 6, 10, 9, 0, tzinfo=LONDON))
    answer = signed_in(editor).get(reverse("desk-calendar"), {"month": "2031-06"})
    page = BeautifulSoup(answer.content, "html.parser")
    by_mouse = page.find(class_="desk-calendar__by-mouse").extract()
    said = " ".join(page.find(class_="desk-calendar").get_text().split())
    assert "drag" in by_mouse.get_text() and "press its Move" in said and "drag" not in said


def test_month_starts_on_monday_and_steps_over_the_year():
    assert weeks(date(2031, 6, 1), None)[0][0].date.weekday() == 0
    assert step(date(2031, 12, 1), 1) == date(2032, 1, 1)
    assert step(date(2031, 1, 1), -1) == date(2030, 12, 1)


@pytest.mark.parametrize("month", ["", "2031-06", "nonsense", "0000-00"])
def test_calendar_opens_for_any_month(nora, month):
    assert signed_in(nora).get(reverse("desk-calendar"), {"month": month}).status_code == 200


def test_calendar_is_for_the_cms(ada):
    assert access(reverse("desk-calendar"), {"visitor": None, "ada": ada}) == {"visitor": 302, "ada": 302}
