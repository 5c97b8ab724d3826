"""Each block of a guide has a template and a preview for editors."""

import pytest
from django.test import Client
from wagtail.blocks import StructBlockValidationError

from guides.blocks.player import player_of
from guides.blocks.video import PLAYERS, VideoBlock
from guides.models import GuidePage
from tests.support import factories, pages
from tests.support.cast import signed_in

BLOCKS = GuidePage.body.field.stream_block.child_blocks


@pytest.fixture(autouse=True)
def _media(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize("name", BLOCKS)
def test_block_has_a_preview_in_the_cms(name, mia, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        pages.a_technique(), pages.a_note(), factories.a_product()
    block = GuidePage.body.field.stream_block.child_blocks[name]
    answer = signed_in(mia).get("/office/block-preview/", {"id": block.definition_prefix})
    assert answer.status_code == 200
    assert block.is_previewable
    assert block.meta.description
    assert block.render(block.get_preview_value()).strip()


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.youtube.com/watch?v=abcdef12345", "YouTube"),
        ("https://youtu.be/abcdef12345", "YouTube"),
        ("https://vimeo.com/12345678", "Vimeo"),
        ("https://evil.example/watch?v=abcdef12345", ""),
        ("https://youtube.com.evil.example/watch?v=abcdef12345", ""),
    ],
)
def test_video_knows_two_sites(url, site):
    assert player_of(url, PLAYERS)[1] == site


def test_video_of_another_site_is_refused():
    value = {"title": "A", "url": "https://evil.example/x", "summary": "B", "still": None, "minutes": None}
    with pytest.raises(StructBlockValidationError) as refused:
        VideoBlock().clean(VideoBlock().to_python(value))
    assert set(refused.value.block_errors) == {"url"}


def test_marketer_chooses_a_product_by_name(mia):
    factories.a_product("Jojoba oil")
    factories.a_product("Hidden oil", is_public=False)
    page = signed_in(mia).get("/office/product_chooser/results/", {"q": "oil"}).content.decode()
    assert "Jojoba oil" in page
    assert "Hidden oil" not in page


def test_stranger_chooses_nothing(db):
    assert Client().get("/office/product_chooser/results/").status_code == 302


@pytest.mark.parametrize("model", ["technique", "safetynote", "source", "person", "bodyarea"])
def test_marketer_edits_what_guides_share(mia, model):
    assert signed_in(mia).get(f"/office/snippets/guides/{model}/add/").status_code == 200


def test_marketer_opens_a_guide_with_every_block_for_editing(mia, django_capture_on_commit_callbacks):
    product, technique = factories.a_product(), pages.a_technique()
    body = [
        pages.text(),
        ("product", {"product": product.pk, "note": ""}),
        ("technique", {"technique": technique.pk, "note": ""}),
        ("sources", {"heading": "Sources", "further": [pages.a_source().pk]}),
    ]
    guide = pages.a_guide(body=body)
    page = signed_in(mia).get(f"/office/pages/{guide.pk}/edit/")
    assert page.status_code == 200
    assert product.title in page.content.decode()


@pytest.mark.parametrize("kind", ["guidepage", "seriespage"])
def test_marketer_begins_a_guide_or_a_series(mia, kind):
    index = pages.an_index()
    assert signed_in(mia).get(f"/office/pages/add/guides/{kind}/{index.pk}/").status_code == 200
