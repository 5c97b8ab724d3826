"""Massage mode: the steps of a guide, one for each screen, with the stop signs always there."""

import pytest
from django.test import Client

from tests.support import pages


@pytest.fixture
def guide(db, settings, tmp_path, django_capture_on_commit_callbacks):
    settings.MEDIA_ROOT = tmp_path
    technique = pages.a_technique(cautions="Slowly.")
    body = [
        ("steps", {"heading": "Ready", "steps": [{"title": "Sit down", "text": "<p>On the floor.</p>"}]}),
        ("technique", {"technique": technique.pk, "note": ""}),
        (
            "safety",
            {"heading": "Care", "notes": [pages.a_note().pk, pages.a_note("when_not", "Unwell.").pk]},
        ),
    ]
    with django_capture_on_commit_callbacks(execute=True):
        return pages.a_guide("legs", parent=pages.a_series(), body=body)


def words(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_guide_leads_to_its_massage_mode(guide):
    assert 'href="massage/"' in words("/guides/walking/legs/")


def test_each_step_is_a_screen_with_a_way_on_and_back(guide):
    page = words("/guides/walking/legs/massage/")
    assert page.count('class="massage__screen"') == 5  # begin, one step, two of the technique, end
    for address in ("#begin", "#step-1", "#step-2", "#step-3", "#end"):
        assert f'href="{address}"' in page
        assert f'id="{address[1:]}"' in page


def test_plain_page_holds_the_same_steps(guide):
    plain, massage = words("/guides/walking/legs/"), words("/guides/walking/legs/massage/")
    for step in ("On the floor.", "Begin at the hip.", "End at the foot."):
        assert step in plain
        assert step in massage


def test_stop_signs_and_warnings_stand_before_the_steps(guide):
    page = words("/guides/walking/legs/massage/")
    first_step = page.index('id="step-1"')
    assert page.index("Your baby turns away.") < first_step
    assert page.index("Unwell.") < first_step


def test_massage_mode_is_public_and_no_page_of_its_own_for_search(guide):
    answer = Client().get("/guides/walking/legs/massage/")
    assert "s-maxage" in answer["Cache-Control"]
    assert b"noindex" in answer.content
    assert not answer.cookies


def test_guide_without_techniques_has_none(guide, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        pages.a_guide("words", body=[pages.text()])
    assert "massage/" not in words("/guides/words/")
    assert Client().get("/guides/words/massage/").status_code == 404


def test_worker_is_a_script_below_the_guides(db):
    answer = Client().get("/guides/worker.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert b"caches.open" in answer.content
