"""Series: an order, neighbours, and a next part that is announced before it is out."""

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client

from guides.models import GuidePage
from guides.newsletter.models import Newsletter
from tests.support import pages
from tests.support.html import html_of


@pytest.fixture
def series(db, settings, tmp_path, django_capture_on_commit_callbacks):
    settings.MEDIA_ROOT = tmp_path
    with django_capture_on_commit_callbacks(execute=True):
        series = pages.a_series()
        for name in ("one", "two"):
            pages.a_guide(name, parent=series, body=[pages.text()])
    return series


@pytest.fixture
def announced(series, django_capture_on_commit_callbacks):
    """Part three, a draft."""
    with django_capture_on_commit_callbacks(execute=True):
        part = pages.a_guide("three", parent=series, body=[pages.text()], live=False, title="Oils")
        part.teaser = "how to choose an oil"
        part.save_revision()
    return part


def words(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return html_of(answer)


def test_part_says_which_it_is_and_what_is_next(series):
    page = words("/guides/walking/one/")
    assert "Part 1 of 2" in page
    assert 'rel="next"' in page
    assert 'rel="prev"' not in page


def test_draft_is_announced_by_its_teaser(announced):
    page = words("/guides/walking/two/")
    assert "In part three: how to choose an oil" in page
    assert "Part 2 of 3" in page
    assert "Tell me when the next part is out" in page


@pytest.mark.parametrize("path", ["/guides/walking/", "/guides/walking/two/"])
def test_a_page_has_one_open_sign_up(announced, path):
    page = BeautifulSoup(Client().get(path).content, "html.parser")
    forms = page.find_all("form", class_="signup")
    assert len([form for form in forms if not form.find_parent("details")]) == 1


def test_announced_part_has_no_page_yet(announced):
    assert "How to choose an oil" in words("/guides/")
    assert "/guides/walking/three/" not in words("/guides/walking/")
    assert Client().get("/guides/walking/three/").status_code == 404


def test_draft_without_a_teaser_is_nobodys_business(series, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        pages.a_guide("secret", parent=series, body=[pages.text()], live=False)
    assert "secret" not in words("/guides/walking/").lower()


def test_published_part_takes_its_place_and_tells_followers(announced, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        announced.get_latest_revision().publish()
    assert "Part 3 of 3" in words("/guides/walking/three/")
    newsletter = Newsletter.objects.get()
    assert newsletter.series == "walking"
    assert announced.introduction in newsletter.frozen_text


def test_pictures_are_encoded_as_a_part_goes_out(announced, django_capture_on_commit_callbacks):
    announced.cover = pages.a_picture()
    with django_capture_on_commit_callbacks(execute=True):
        announced.save_revision().publish()
    assert announced.cover.renditions.filter(filter_spec__contains="format-avif").exists()


def test_publishing_again_tells_nobody(announced, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        announced.get_latest_revision().publish()
    Newsletter.objects.all().delete()
    part = GuidePage.objects.get(pk=announced.pk)
    with django_capture_on_commit_callbacks(execute=True):
        part.save_revision().publish()
    assert not Newsletter.objects.exists()
    assert not mail.outbox


def test_parts_follow_the_order_of_the_page_tree(series, django_capture_on_commit_callbacks):
    two = GuidePage.objects.get(slug="two")
    with django_capture_on_commit_callbacks(execute=True):
        two.move(series, pos="first-child")
    assert "Part 1 of 2" in words("/guides/walking/two/")


def test_single_guide_belongs_to_no_series(series, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        pages.a_guide("alone", body=[pages.text()])
    assert "of 2" not in words("/guides/alone/")
