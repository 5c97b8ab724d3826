"""Titles of the sources that a page names: read where something is sold, and never reworded."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guides.claims.content.reader import read
from guides.claims.engine.verdict import TITLE
from guides.claims.review import decisions
from guides.claims.review.gate import ClaimsOpen, blocking, needs
from guides.claims.review.scan import findings_of
from guides.models import GuidePage, Source
from tests.support import factories, pages
from tests.support.cast import signed_in

pytestmark = pytest.mark.django_db
NAME = "Massage therapy for preterm infants"


@pytest.fixture
def source() -> Source:
    return pages.a_source(NAME)


def a_product() -> tuple[str, object]:
    return "product", {"product": factories.a_product().pk, "note": ""}


def a_draft(*body: object, **fields: object) -> GuidePage:
    return pages.a_guide("legs", body=body, live=False, **fields)


def test_a_source_is_published_under_its_title(source):
    assert {one.severity for one in findings_of(source)} == {"L"}
    assert not blocking(source)


def test_beside_a_product_a_person_decides(source):
    guide = a_draft(pages.text(sources=[source]), a_product())
    found = {one.rule.code: one for one in blocking(guide)}
    assert set(found) == {"C024", "C093"}
    assert {one.note for one in found.values()} == {TITLE}
    assert needs(found["C024"]).startswith("An approver decides")


def test_the_title_of_a_note_within_the_text_is_read_too(source):
    note = f'<p>Slowly <a linktype="source" id="{source.pk}">[Ash, 2019]</a>.</p>'
    assert {one.note for one in blocking(a_draft(pages.text(note), a_product()))} == {TITLE}


def test_where_nothing_is_sold_nobody_is_asked(source):
    assert not blocking(a_draft(pages.text(sources=[source])))


def test_its_title_in_the_text_is_a_title(source):
    guide = a_draft(pages.text(f"<p>We read {NAME} twice.</p>", [source]), a_product())
    assert {one.severity for one in findings_of(guide) if one.rule.code == "C024"} == {"M"}


def test_the_words_stay_forbidden_outside_the_title(source):
    guide = a_draft(pages.text("<p>Our therapy.</p>", [source]), a_product())
    with pytest.raises(ClaimsOpen, match="“therapy” \\(C024\\)"):
        guide.save_revision().publish()
    assert "B" in {one.severity for one in blocking(guide)}


def test_an_approver_lets_it_go_live(source, mia, nora):
    guide = a_draft(pages.text(sources=[source]), a_product())
    guide.save_revision(user=mia)
    for one in blocking(guide):
        asked = decisions.ask(instance=guide, finding=one, by=mia, reason="It is what the study is called.")
        decisions.decide(decision=asked, by=nora, approve=True)
    guide.save_revision(user=mia).publish()
    assert GuidePage.objects.get().live


def test_the_editor_says_so_and_offers_no_other_wording(source, mia):
    guide = a_draft(pages.text(sources=[source]), a_product())
    guide.save_revision(user=mia)
    url = reverse("claims-json", args=["wagtailcore", "page", guide.pk])
    notes = signed_in(mia).get(url).json()["findings"]
    assert {note["label"] for note in notes} == {"Title of a cited work: a person decides"}
    assert {note["safer"] for note in notes} == {""}
    assert [one["suggestions"] for note in notes for one in note["sentences"]] == [[], []]


def test_the_titles_of_any_number_of_sources_are_one_query():
    sources = [pages.a_source(f"A study of {number}") for number in range(3)]
    guide = a_draft(pages.text(sources=sources), a_product())
    with CaptureQueriesContext(connection) as queries:
        read(guide)
    assert len([query for query in queries if "guides_source" in query["sql"]]) == 1
