"""The library: as many queries for a thousand guides as for one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guides.library import build_library
from tests.guides import making


@pytest.fixture(autouse=True)
def _media(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def cost() -> int:
    with CaptureQueriesContext(connection) as seen:
        build_library("test")
    return len(seen)


def test_building_costs_the_same_however_many_guides_there_are():
    cover = making.a_picture()
    series = making.a_series()
    for n in range(2):
        making.a_guide(f"few-{n}", parent=series, body=[making.text()], cover=cover).tags.add("one")
    few = cost()
    for n in range(6):
        technique = making.a_technique(f"Stroke {n}")
        body = [("technique", {"technique": technique.pk, "note": ""})]
        making.a_guide(f"many-{n}", body=body, cover=cover)
        making.a_guide(f"draft-{n}", parent=series, body=body, live=False, teaser="soon")
    assert cost() <= few + 3  # areas, their pictures, drafts: things of which there were none before


def test_many_guides_come_in_pages(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for n in range(26):
            making.a_guide(f"guide-{n:02}", body=[making.text()])
    first, second = (Client().get(f"/guides/?page={n}").content.decode() for n in (1, 2))
    assert first.count('class="guide-card"') == 24
    assert 'href="?&amp;page=2"' in first
    assert second.count('class="guide-card"') == 2
