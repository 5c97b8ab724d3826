"""Where an address leads is remembered until a page, a site or a restriction changes."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from guides.models import GuidePage
from tests.support import pages

pytestmark = pytest.mark.django_db
ADDRESS = "/guides/toes/"


@pytest.fixture(autouse=True)
def _guide(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        pages.a_guide("toes", title="Toes")
    assert Client().get(ADDRESS).status_code == 200


def test_a_guide_that_was_read_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert b"Toes" in Client().get(ADDRESS).content


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [("title", "Ten toes", 200), ("live", False, 404), ("slug", "ten-toes", 301)],
)
def test_a_change_of_the_page_shows(field, value, status, django_capture_on_commit_callbacks):
    guide = GuidePage.objects.get(slug="toes")
    setattr(guide, field, value)
    with django_capture_on_commit_callbacks(execute=True):
        guide.save()
    answer = Client().get(ADDRESS)
    assert answer.status_code == status
    assert (b"Ten toes" in answer.content) == (field == "title")


def test_a_restriction_holds_at_once(django_capture_on_commit_callbacks):
    page = GuidePage.objects.get(slug="toes")
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    answer = Client().get(ADDRESS)
    assert answer.status_code == 302
    assert "no-store" in answer["Cache-Control"]


def test_a_list_keeps_nothing_of_what_one_visitor_asked():
    assert b"utm_source" not in Client().get("/guides/?utm_source=secret&page=9").content
    assert b"utm_source" not in Client().get("/guides/?page=9").content
