"""A guide’s own file: offered below it, confirmed like the free guide, and downloaded by an emailed link."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document

from guides.models import GuidePage
from guides.newsletter.lead_magnet.printables import printable, slug_of
from guides.newsletter.models import Consent
from tests.guides.newsletter.conftest import link
from tests.support import pages


@pytest.fixture
def guide(free_guide: Any) -> GuidePage:
    """A guide that names a file, in a shop whose forms offer the free guide."""
    page = pages.a_guide("belly", title="Belly", body=[pages.text()])
    page.printable = Document.objects.create(
        title="Card", file=ContentFile(b"%PDF-1.7 card", name="card.pdf")
    )
    page.save_revision().publish()
    return page


def form_below(guide: GuidePage) -> BeautifulSoup:
    """The sign-up form with the source “guide”."""
    html = BeautifulSoup(Client().get(guide.url).content, "html.parser")
    return html.find("input", id="signup-guide").find_parent("form")


def test_form_below_the_guide_offers_its_file(guide: GuidePage) -> None:
    form = form_below(guide)
    assert form.find("input", attrs={"name": "guide"})["value"] == slug_of(guide.pk)
    assert form.find("h2").get_text(strip=True) == "Belly, to print"


def test_file_is_handed_over_after_the_confirmation(guide: GuidePage, confirmed: Any) -> None:
    confirmed(guide=slug_of(guide.pk))
    page = Client().get(link("guide")).content.decode()
    assert "A file to print and keep (PDF" in page
    answer = Client().get(link("guide") + "guide.pdf")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 card"
    assert "attachment" in answer["Content-Disposition"] and ".pdf" in answer["Content-Disposition"]


def test_consent_record_names_the_file(guide: GuidePage, confirmed: Any) -> None:
    confirmed(guide=slug_of(guide.pk))
    asked = Consent.objects.filter(action=Consent.ASKED, purpose="guide").get()
    assert asked.scope == slug_of(guide.pk)
    assert "Belly, to print" in asked.wording


def test_file_of_a_guide_taken_down_is_not_handed_over(guide: GuidePage, confirmed: Any) -> None:
    confirmed(guide=slug_of(guide.pk))
    GuidePage.objects.get(pk=guide.pk).unpublish()
    assert Client().get(link("guide")).status_code == 404
    assert printable(slug_of(guide.pk)) is None


@pytest.mark.parametrize(
    "slug", ["", "ten-steps", "printable-", "printable-x", "printable-²", "printable-" + "9" * 30]
)
def test_other_words_name_no_file(guide: GuidePage, slug: str) -> None:
    assert printable(slug) is None


def test_guide_without_a_file_offers_the_free_guide(free_guide: Any) -> None:
    page = pages.a_guide("back", title="Back", body=[pages.text()])
    assert form_below(page).find("input", attrs={"name": "guide"})["value"] == "ten-steps"
