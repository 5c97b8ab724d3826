"""The editor's list of what is missing, and submitting a draft that lacks something."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Workflow

from guides.claims.review.completeness import PartsMissing
from guides.editorial.roles import WORKFLOW
from guides.models import GuidePage
from tests.guides.editorial.test_completeness import posted
from tests.guides.test_drafts import a_bare_guide
from tests.support import pages
from tests.support.cast import signed_in

pytestmark = pytest.mark.django_db


def listed(user: Any, guide: GuidePage, kind: str) -> dict[str, str]:
    answer = signed_in(user).get(f"/office/claims/of/wagtailcore/page/{guide.pk}/")
    return {part["path"]: part["words"] for part in answer.json()[kind]}


def test_all_that_is_missing_is_listed_by_field(writer):
    missing = listed(writer, a_bare_guide(), "missing")
    assert {"introduction", "body", "author"} <= missing.keys()
    assert missing["author"] == "Author: this is missing."


def test_a_part_is_told_about_its_series(writer):
    part = pages.a_guide("legs", parent=pages.a_series(live=False), live=False)
    assert "Publish the series" in listed(writer, part, "missing")["series"]


def test_a_blocks_empty_field_is_listed_at_its_place(writer):
    table = ("table", {"caption": "", "rows": "Age | Oil\nOne | 2 ml"})
    guide = pages.a_guide(body=[pages.text(), table], live=False)
    block = GuidePage.objects.get(pk=guide.pk).body[1].id
    assert listed(writer, guide, "missing") == {f"body.{block}.caption": "Table, caption: this is missing."}


def test_a_complete_guide_lacks_nothing_and_gets_advice(writer):
    guide = pages.a_guide(body=[pages.text()], live=False)
    assert listed(writer, guide, "missing") == {}
    assert listed(writer, guide, "advised").keys() == {"cover", "search_description"}


def test_a_cover_asks_what_it_shows(writer, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    guide = pages.a_guide(body=[pages.text()], live=False, cover=pages.a_picture())
    assert "cover_alt" in listed(writer, guide, "advised")


def test_a_bare_draft_is_not_submitted(writer):
    guide = a_bare_guide()
    with pytest.raises(PartsMissing, match="Author: this is missing"):
        Workflow.objects.get(name=WORKFLOW).start(guide, writer)
    assert guide.current_workflow_state is None


def test_a_complete_draft_is_submitted_with_open_claims(writer):
    guide = pages.a_guide(body=[pages.text("<p>Studies show it.</p>")], live=False)
    guide.save_revision(user=writer)
    assert Workflow.objects.get(name=WORKFLOW).start(guide, writer).status == "in_progress"


def test_the_editor_says_beside_the_field_why_it_cannot_be_submitted(writer):
    block = ("technique", {"technique": pages.a_technique().pk, "note": "Mine"})
    guide = pages.a_guide("legs", body=[pages.text()], live=False)
    url = reverse("wagtailadmin_pages:edit", args=[guide.pk])
    answer = signed_in(writer).post(url, posted(guide, block, **{"action-submit": "1"}))
    assert answer.status_code == 200
    assert "needs a safety box" in answer.content.decode()
    assert guide.current_workflow_state is None
