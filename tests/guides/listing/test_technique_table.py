"""The technique library: technique by area by age, filtered by plain links."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guides.models import BodyArea
from tests.support import pages


@pytest.fixture(autouse=True)
def _library(db, django_capture_on_commit_callbacks):
    """Legs from the first day, back from six months, shoulders for adults."""
    with django_capture_on_commit_callbacks(execute=True):
        for name, fields in {
            "Legs": {},
            "Back": {"from_weeks": 26, "cautions": "Beside the spine."},
            "Shoulders": {"whom": "adult"},
        }.items():
            area = BodyArea.objects.create(name=name, slug=name.lower())
            pages.a_technique(f"{name} stroke", areas=[area], **fields)


def words(query: str = "") -> str:
    answer = Client().get(f"/guides/techniques/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def shown(query: str) -> set[str]:
    page = words(query)
    return {name for name in ("Legs", "Back", "Shoulders") if f"{name} stroke" in page}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"Legs", "Back", "Shoulders"}),
        ("?area=back", {"Back"}),
        ("?age=0", {"Legs"}),
        ("?age=26", {"Legs", "Back"}),
        ("?age=adult", {"Shoulders"}),
        ("?area=back&age=0", set()),
        ("?area=nose&age=never", {"Legs", "Back", "Shoulders"}),
    ],
)
def test_filters_by_area_and_age(query, names):
    assert shown(query) == names


def test_chosen_filter_is_marked_and_taken_back_by_its_own_link():
    page = " ".join(words("?area=back&age=26").split())
    assert 'href="?age=26" rel="nofollow" aria-current="true"' in page


def test_filtered_lists_stay_out_of_search_engines():
    assert "noindex" in words("?area=back")
    assert "noindex" not in words()


def test_library_leads_to_guides_that_show_a_technique(django_capture_on_commit_callbacks):
    technique = pages.a_technique("Toe count")
    with django_capture_on_commit_callbacks(execute=True):
        pages.a_guide("toes", body=[("technique", {"technique": technique.pk, "note": ""})])
    assert 'href="/guides/toes/#technique-toe-count"' in words()


def test_page_is_public_and_costs_no_query_for_its_rows():
    words()
    with CaptureQueriesContext(connection) as seen:
        answer = Client().get("/guides/techniques/")
    assert "s-maxage" in answer["Cache-Control"]
    assert not [query for query in seen if "guides_" in query["sql"]]
