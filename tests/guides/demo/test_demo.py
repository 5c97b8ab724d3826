"""The demo's guides: complete, sourced, and within the rules for what a shop may say."""

import re

import pytest
from django.test import Client

from guides.demo.footer import load_footer
from guides.demo.guides import load_guides
from guides.demo.pages import load_pages
from guides.models import GuidePage, SeriesPage, Source
from shop.demo.catalogue import load_products
from shop.demo.glossary import load_glossary
from shop.trader.footer import footer_columns
from tests.support import pages as support_pages

# What a shop's own pages may not say beside a product, whatever stands behind it.
FORBIDDEN = re.compile(
    r"\b(eczema|colic|reflux|cradle cap|cur(?:e[sd]?|ing)|heal(?:s|ed|ing)?|treat(?:s|ed|ing|ments?)|"
    r"mastitis|prevent(?:s|ed|ion)?|remed(?:y|ies)|therap(?:y|ies|eutic)|infection|immun\w+|toxins?|"
    r"medicinal|drug)\b",
    re.IGNORECASE,
)
SINGLES = {
    "what-is-known-about-infant-massage",
    "techniques-and-areas",
    "lactation-massage",
    "oxytocin-and-massage",
}


@pytest.fixture(scope="module")
def small_pictures():
    # Encoding the real ones takes a minute.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "guides.demo.guides.picture", lambda name, title: support_pages.a_picture(title, (64, 36))
        )
        yield


@pytest.fixture(scope="module")
def demo_rows(module_rows, small_pictures):
    module_rows(load_glossary, load_products, load_pages, load_guides)


@pytest.fixture
def demo(demo_rows, db):
    """The guides of the demo, in a transaction of the test."""


def test_demo_guides_are_complete_and_within_the_rules(demo):
    parts = [page.slug for page in SeriesPage.objects.get(slug="baby-massage").get_children()]
    assert parts == ["getting-ready", "connecting-with-your-baby", "choosing-an-oil"]
    assert set(GuidePage.objects.filter(depth=4).values_list("slug", flat=True)) == SINGLES
    for guide in GuidePage.objects.live():
        kinds = {block.block_type for block in guide.body}
        words = " ".join(guide.body.stream_block.get_searchable_content(guide.body))
        assert guide.reviewer and guide.author != guide.reviewer
        assert "safety" in kinds
        assert 600 <= len(words.split()) <= 1300, guide.slug
        assert not FORBIDDEN.findall(words), guide.slug
        assert Client().get(guide.url).status_code == 200


def test_demo_announces_a_part_that_is_still_a_draft(demo):
    page = Client().get("/guides/as-they-grow/").content.decode()
    assert "In part two: massage for somebody of two who makes the rules" in page
    assert "Tell me when the next part is out" in page


def test_demo_sources_can_be_looked_up(demo):
    for source in Source.objects.all():
        source.full_clean()
        assert source.finding


@pytest.mark.django_db
def test_the_footer_leads_to_the_directory_until_somebody_changes_it():
    assert load_footer() == 1
    assert "/directory/" in [address for column in footer_columns() for _, address in column.links]
    assert load_footer() == 0


def test_loading_again_writes_nothing(demo):
    assert load_guides() == 0
