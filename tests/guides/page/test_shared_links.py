"""What a link to a guide shows elsewhere, and articles that were taken over with permission."""

from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from PIL import Image

from guides.editorial.completeness import advised_guide_parts
from guides.listing.sitemaps import GuidesSitemap
from guides.models import GuidePage
from guides.page import social_image
from tests.support import pages

pytestmark = pytest.mark.django_db
ORIGINAL = "https://magazine.example/slow-hands/"
TAKEN_OVER = {"credit": "The Slow Magazine", "original_url": ORIGINAL}


@pytest.fixture
def made(django_capture_on_commit_callbacks: Any, settings: Any, tmp_path: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path

    def make(**fields: Any) -> GuidePage:
        with django_capture_on_commit_callbacks(execute=True):
            return pages.a_guide(**fields)

    return make


def page() -> str:
    return Client().get("/guides/first/").content.decode()


def test_a_shared_link_has_words_of_its_own(made: Any) -> None:
    made(social_title="Slow hands", social_description="Ten quiet minutes.", search_description="Legs.")
    shown = page()
    assert '<meta property="og:title" content="Slow hands">' in shown
    assert '<meta property="og:description" content="Ten quiet minutes.">' in shown
    assert 'content="Legs."' in shown


def test_without_them_it_has_the_pages(made: Any) -> None:
    made(search_description="Legs.")
    assert '<meta property="og:title" content="First">' in page()
    assert '<meta property="og:description" content="Legs.">' in page()


def test_a_picture_of_its_own_fills_the_card(made: Any) -> None:
    guide = made()
    before = social_image.path_of(guide)
    guide.social_picture = pages.a_picture(size=(800, 800))
    guide.save()
    after = social_image.path_of(guide)
    drawn = Image.open(BytesIO(b"".join(Client().get(after).streaming_content)))
    assert before != after and drawn.size == social_image.SIZE
    assert drawn.getpixel((5, 5)) == drawn.getpixel((1195, 625))


def test_words_that_search_engines_cut_off_are_named(made: Any) -> None:
    guide = made(seo_title="x" * 61, search_description="x" * 156)
    said = advised_guide_parts(guide)
    assert "60 characters" in said["seo_title"] and "155 characters" in said["search_description"]


def test_what_was_taken_over_names_its_original(made: Any) -> None:
    made(**TAKEN_OVER)
    shown = page()
    assert f'<link rel="canonical" href="{ORIGINAL}">' in shown
    link = BeautifulSoup(shown, "html.parser").find("a", href=ORIGINAL)
    assert link and link.text == "The Slow Magazine"
    assert f'"isBasedOn": "{ORIGINAL}"' in shown or f'"isBasedOn":"{ORIGINAL}"' in shown


def test_search_engines_get_originals_only(made: Any) -> None:
    made(**TAKEN_OVER)
    made(slug="own")
    listed = [entry.path for entry in GuidesSitemap().items()]
    assert "/guides/own/" in listed and "/guides/first/" not in listed
