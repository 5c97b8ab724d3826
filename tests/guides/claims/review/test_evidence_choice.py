"""What a writer may attach to a claim, in the order in which it is most likely needed."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from guides.claims.content.urls import review_url
from guides.claims.models import Evidence
from guides.claims.review import decisions
from guides.claims.review.evidence_choice import USED, EvidenceChoice
from tests.guides.claims.pages import an_info_page, finding
from tests.support.cast import signed_in
from tests.support.html import html_of

pytestmark = pytest.mark.django_db


def on_file(kind: str, title: str, **fields: object) -> Evidence:
    return Evidence.objects.create(kind=kind, title=title, **fields)


def offered(code: str = "C025") -> dict[str, list[str]]:
    return {group.heading: [item.title for item in group.items] for group in EvidenceChoice().for_rule(code)}


def test_studies_come_first_and_notes_of_our_own_last():
    for kind in ("note", "certificate", "report", "study"):
        on_file(kind, f"A {kind}")
    assert list(offered()) == [
        "Study or review",
        "Test report",
        "Certificate",
        "Note of our own on what is meant",
    ]


def test_the_newest_of_a_kind_comes_first():
    on_file("report", "Old", held_since=date(2024, 1, 1))
    on_file("report", "New", held_since=date(2026, 1, 1))
    assert offered() == {"Test report": ["New", "Old"]}


def test_what_is_out_of_date_is_not_offered():
    on_file("report", "Gone", expires_on=date(2020, 1, 1))
    assert offered() == {}


def test_what_was_accepted_for_such_a_claim_comes_before_all(mia, nora):
    note = on_file("note", "Names of products")
    on_file("study", "Forty babies")
    page = an_info_page("It relieves it.", owner=mia)
    asked = decisions.ask(
        instance=page, finding=finding(page, "C025"), by=mia, reason="As it is meant.", evidence=[note]
    )
    assert list(offered()) == ["Study or review", "Note of our own on what is meant"]
    decisions.decide(decision=asked, by=nora, approve=True)
    assert list(offered()) == [USED, "Study or review"]
    assert list(offered("C095")) == ["Study or review", "Note of our own on what is meant"]


def test_the_page_offers_it_in_this_order(mia):
    note, study = on_file("note", "Names of products"), on_file("study", "Forty babies")
    page = an_info_page("It relieves it.", owner=mia)
    page_source = html_of(signed_in(mia).get(review_url(page)))
    chooser = BeautifulSoup(page_source, "html.parser").select("select[name=evidence] option")
    values = [option["value"] for option in chooser]
    assert values == [str(study.pk), str(note.pk)]
