"""The library: as many queries for a thousand guides as for one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guides.listing.snapshot import build_snapshot
from tests.support import pages
from tests.support.html import html_of


@pytest.fixture(autouse=True)
def _media(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def cost() -> int:
    with CaptureQueriesContext(connection) as seen:
        build_snapshot("test")
    return len(seen)


def test_building_costs_the_same_however_many_guides_there_are():
    cover = pages.a_picture()
    series = pages.a_series()
    for n in range(2):
        pages.a_guide(f"few-{n}", parent=series, body=[pages.text()], cover=cover).tags.add("one")
    few = cost()
    for n in range(6):
        technique = pages.a_technique(f"Stroke {n}")
        body = [("technique", {"technique": technique.pk, "note": ""})]
        pages.a_guide(f"many-{n}", body=body, cover=cover)
        pages.a_guide(f"draft-{n}", parent=series, body=body, live=False, teaser="soon")
    assert cost() <= few + 3  # areas, their pictures, drafts: things of which there were none before


def test_many_guides_come_in_pages(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for n in range(26):
            pages.a_guide(f"guide-{n:02}", body=[pages.text()])
    first, second = (html_of(Client().get(f"/guides/?page={n}")) for n in (1, 2))
    assert first.count('class="guide-card"') == 24
    assert 'rel="next" href="?&amp;page=2"' in first
    assert second.count('class="guide-card"') == 2


def test_tag_leads_to_all_guides_that_have_it(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for name, tag in (("sleepy", "night & day"), ("legs", "other")):
            guide = pages.a_guide(name, parent=pages.a_series(name + "-series"), body=[pages.text()])
            guide.tags.add(tag)
            guide.save()
    page = Client().get("/guides/sleepy-series/sleepy/").content.decode()
    assert 'href="/guides/?tag=night%20%26%20day"' in page
    listed = Client().get("/guides/", {"tag": "night & day"}).content.decode()
    assert "/guides/sleepy-series/sleepy/" in listed
    assert "/guides/legs-series/legs/" not in listed
