"""Five kinds of article, each from a blank page or a pasted document to its date, then read on a phone."""

from collections.abc import Callable

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from guides.claims.models import Evidence
from guides.models import BodyArea, GuidePage, SafetyNote
from tests.browser import articles
from tests.browser.article_editor import ArticleEditor
from tests.browser.layout import found
from tests.browser.test_cms import sign_in, someone  # noqa: F401 -- a fixture
from tests.browser.test_series import its_time_comes
from tests.support import pages

PHONE = {"width": 390, "height": 844}
PAST = 1.5  # phone screens, by which the first sentence has begun


@pytest.fixture
def office(settings, tmp_path, saved_by_hand) -> None:
    """Mia writes and publishes, Nora approves; the library holds what the articles name."""
    settings.MEDIA_ROOT = tmp_path
    with transaction.atomic():
        someone("mia", "Editors", "Moderators")
        someone("nora", "Claims approvers")
        nell = pages.a_person("Nell Archer")
        nell.biography, nell.credentials = "Nell teaches parents in small groups.", "Massage instructor"
        nell.save()
        pages.a_person("Ines Hall")
        pages.a_source("A course of four weeks", kind="trial")
        Evidence.objects.create(kind="study", title="The study", reference="Folder 2")
        area = BodyArea.objects.create(name="Legs", slug="legs")
        pages.a_technique("Long strokes", areas=[area], cautions="Not over a knee.")
        SafetyNote.objects.create(name="Wait", kind=SafetyNote.WHEN_NOT, text="Your baby has a fever.")
        pages.a_guide("first", parent=pages.a_series(), title="Getting ready")


def comes_out(page: GuidePage) -> None:
    assert page.approved_schedule
    its_time_comes()


@pytest.mark.parametrize("article", articles.ALL, ids=lambda article: article.__name__)
def test_an_article_goes_from_a_blank_page_to_its_date_and_reads_well_on_a_phone(
    office: None,
    sign_in: Callable[[str], Page],  # noqa: F811
    open_page: Callable[..., Page],
    article: Callable[[ArticleEditor], list[str]],
) -> None:
    editor = ArticleEditor(sign_in("mia"), approver=lambda: sign_in("nora"))
    shown = article(editor)
    guide = GuidePage.objects.get(pk=editor.schedules())
    comes_out(guide)
    reader = open_page(PHONE)
    reader.goto(guide.url)
    for words in shown:
        expect(reader.get_by_text(words).first).to_be_visible()
    assert found(reader, "wider") == []
    top = reader.locator(".guide__body p").first.bounding_box()
    assert top and top["y"] < PAST * PHONE["height"]
