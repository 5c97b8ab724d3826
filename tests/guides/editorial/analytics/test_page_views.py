"""Views are numbers per day: no cookie, no reader, and only for pages that are live."""

from datetime import date, timedelta

import pytest
from django.test import Client

from guides.editorial.analytics.page_views import RETAINED, count, forget_old
from guides.editorial.models import GuideDay
from guides.models import GuidePage
from tests.guides.editorial.guides import a_series

pytestmark = pytest.mark.django_db
TODAY = date(2031, 6, 10)


def test_view_and_where_it_came_from_are_counted():
    first, second = a_series("One", "Two")
    count(guide_id=second.pk, came_from=first.pk, today=TODAY)
    count(guide_id=second.pk, came_from=None, today=TODAY)
    day = GuideDay.objects.get()
    assert (day.guide_id, day.views, day.onward) == (second.pk, 2, 1)


def test_only_the_part_before_counts_as_reading_on():
    first, second, third = a_series("One", "Two", "Three")
    count(guide_id=third.pk, came_from=first.pk, today=TODAY)
    assert GuideDay.objects.get().onward == 0


def test_browser_reports_a_view_without_a_cookie():
    (page,) = a_series("One")
    answer = Client().post("/counting/seen/", {"guide": page.pk}, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 204
    assert not answer.cookies
    assert GuideDay.objects.get().views == 1


@pytest.mark.parametrize("guide", ["", "x", "999999", "9" * 30, "-1", "²"])
def test_nonsense_counts_nothing(guide):
    a_series("One")
    answer = Client().post("/counting/seen/", {"guide": guide}, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 404
    assert not GuideDay.objects.exists()


def test_other_sites_count_nothing():
    (page,) = a_series("One")
    answer = Client().post("/counting/seen/", {"guide": page.pk}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_drafts_are_not_counted():
    (page,) = a_series("One")
    GuidePage.objects.update(live=False)
    assert not count(guide_id=page.pk, came_from=None, today=TODAY)


def test_old_days_are_forgotten():
    (page,) = a_series("One")
    for day in (TODAY, TODAY - RETAINED - timedelta(days=1)):
        count(guide_id=page.pk, came_from=None, today=day)
    assert forget_old(TODAY) == 1
    assert GuideDay.objects.get().day == TODAY


def test_page_about_counting_offers_the_switch_and_is_public():
    answer = Client().get("/counting/")
    assert "data-counting-switch" in answer.content.decode()
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies
