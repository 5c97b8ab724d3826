"""A PDF made of the guide itself."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from guides.models import GuidePage
from guides.printing.render import _reader, paper, render
from tests.support import pages
from tests.support.cast import signed_in
from tests.support.html import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide(settings: Any, tmp_path: Any) -> GuidePage:
    settings.MEDIA_ROOT = tmp_path
    body = pages.every_block(pages.a_technique(cautions="Not over a knee."))
    return pages.a_guide("legs", body=body, title="Legs", cover=pages.a_picture(), cover_alt="A towel")


def test_it_holds_the_text_and_no_form(guide: GuidePage) -> None:
    html, _ = paper(guide)
    said = " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())
    for shown in (
        "Legs",
        "Words.",
        "Long strokes",
        "Not over a knee.",
        "Your baby turns away.",
        "A study",
        "So.",
    ):
        assert shown in said
    assert "Email address" not in said


def test_its_pictures_are_in_it(guide: GuidePage) -> None:
    pdf = render(guide, uncompressed_pdf=True)
    assert pdf[:4] == b"%PDF" and b"/Subtype /Image" in pdf


def test_screen_readers_find_its_title_language_headings_and_pictures(guide: GuidePage) -> None:
    pdf = render(guide, uncompressed_pdf=True)
    for tag in (b"/Lang (en-GB)", b"/Title (Legs)", b"/DisplayDocTitle true", b"/Marked true"):
        assert tag in pdf
    for kind in (b"/S /H1", b"/S /H2", b"/S /H3", b"/S /L", b"/S /Figure"):
        assert kind in pdf
    assert pdf.count(b"/S /Figure") == pdf.count(b"/Alt (") > 1


def test_pictures_and_drawings_say_what_they_show(guide: GuidePage) -> None:
    html, _ = paper(guide)
    words = [picture["alt"] for picture in BeautifulSoup(html, "html.parser").find_all("img")]
    assert "A towel" in words and "An open palm glides over the skin in one slow, long movement." in words


def test_drawings_keep_their_colours(guide: GuidePage) -> None:
    _, files = paper(guide)
    (name,) = [name for name in files if name.endswith(".svg")]
    drawing = _reader(files)(name)
    assert b"var(" not in drawing and b"fill:#f6e7d8" in drawing


def test_the_draft_hands_it_over(guide: GuidePage, editor: Any) -> None:
    address = f"/office/guide-pdf/{guide.pk}/"
    assert "becomes a file under Files" in words_of(signed_in(editor).get(address))
    answer = signed_in(editor).post(address, follow=True)
    assert "is in the draft as its printable" in words_of(answer)
    draft = GuidePage.objects.get(pk=guide.pk).get_latest_revision_as_object()
    assert draft.printable.title == "Legs (PDF)"
    assert GuidePage.objects.get(pk=guide.pk).printable is None


def test_shoppers_make_none(guide: GuidePage, ada: Any) -> None:
    signed_in(ada).post(f"/office/guide-pdf/{guide.pk}/")
    assert not GuidePage.objects.get(pk=guide.pk).get_latest_revision_as_object().printable
