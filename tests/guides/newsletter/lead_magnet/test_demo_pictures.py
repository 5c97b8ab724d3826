"""The demo's free guide with its real pictures: loaded once, and its PDF made once, for all cases here."""

import re
from pathlib import Path
from unittest import mock

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from guides.newsletter import demo
from guides.newsletter.lead_magnet import pdf
from guides.newsletter.lead_magnet.services import offered
from guides.newsletter.models import FreeGuide

pytestmark = pytest.mark.django_db


def load() -> None:
    """Without the tasks of its publishing: they would encode the pictures of its page in nine seconds."""
    receivers = "guides.newsletter.receivers"
    with mock.patch.multiple(receivers, make_pdf=mock.DEFAULT, make_pictures=mock.DEFAULT):
        demo.load_free_guide()


@pytest.fixture(scope="module")
def made(module_rows):
    """The PDF, with readable objects in it."""
    files = []
    module_rows(load, lambda: files.append(pdf.render(FreeGuide.objects.get(), uncompressed_pdf=True)))
    return files[0]


def test_pdf_is_tagged_and_names_its_language(made):
    assert made.startswith(b"%PDF")
    for part in (b"/StructTreeRoot", b"/Marked true", b"/Lang (en-GB)", b"pdfuaid:part", b"/Alt"):
        assert part in made


def test_pdf_of_the_demo_has_about_twelve_pages(made):
    assert 11 <= len(re.findall(rb"/Type /Page\b", made)) <= 14


def test_form_shows_small_pictures_of_cover_and_a_page(made):
    demo_guide = FreeGuide.objects.get()
    looks = offered().looks
    assert [look.alt for look in looks] == [demo_guide.cover_alt, demo_guide.sample_alt]
    page = BeautifulSoup(Client().get("/newsletter/").content, "html.parser")
    shown = page.select(".signup__looks img")
    assert [one["src"] for one in shown[:2]] == [look.url for look in looks]
    assert {one["loading"] for one in shown} == {"lazy"}
    sizes = [file.stat().st_size for file in Path(demo_guide.cover.file.path).parents[1].rglob("*.webp")]
    assert len(sizes) == 2 and max(sizes) < 12_000
