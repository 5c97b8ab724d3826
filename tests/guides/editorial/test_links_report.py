"""Broken links inside the site, and guides that nothing leads to."""

from typing import Any

import pytest
from wagtail.contrib.redirects.models import Redirect

from guides.demo.pages import load_pages
from guides.editorial import links_report
from guides.editorial.links_report import examine
from guides.listing.snapshot import build_snapshot
from guides.models import Topic
from tests.support import pages
from tests.support.cast import signed_in
from tests.support.factories import a_product

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _pages(db: None) -> None:
    """The pages that the footer and the blocks of the shop lead to."""
    load_pages(pictures=False)


def linking(slug: str, *links: str, **fields: Any) -> Any:
    return pages.a_guide(slug, body=[pages.text(f"<p>{' '.join(links)}</p>")], **fields)


def to(address: str) -> str:
    return f'<a href="{address}">Read this</a>'


def broken() -> list[str]:
    return [link.address or link.words for one in examine()[0] for link in one.links]


@pytest.mark.parametrize(
    "address",
    [
        "/guides/nothing/",
        "/shop/nothing/",
        "/shop/category/nothing/",
        "/guides/people/nobody/",
        "/guides/topics/nothing/",
        "/nothing/",
    ],
)
def test_addresses_of_nothing_are_broken(address):
    linking("first", to(address))
    assert broken() == [address]


@pytest.mark.parametrize(
    "address",
    [
        "/guides/first/#steps",
        "/shop/",
        "/basket/?x=1",
        "https://example.org/nothing/",
        "mailto:a@example.org",
    ],
)
def test_addresses_that_answer_and_other_sites_are_not(address):
    linking("first", to(address))
    assert broken() == []


def test_a_redirect_answers():
    Redirect.add_redirect("/former/", "/shop/")
    linking("first", to("/former/"))
    assert broken() == []


def test_a_link_to_an_unpublished_page_is_broken():
    draft = pages.a_guide("draft", live=False)
    linking("first", f'<a linktype="page" id="{draft.pk}">The draft</a>')
    assert broken() == ["The draft"]


def test_a_product_that_left_the_shop_is_broken():
    oil = a_product("Oil", is_public=False)
    pages.a_guide("first", body=[("product", {"product": oil.pk, "note": ""})])
    assert len(broken()) == 1


def test_drafts_are_not_read():
    linking("first", to("/nothing/"), live=False)
    assert broken() == []


def test_orphans_are_single_guides_without_a_link_or_a_topic(monkeypatch):
    pages.a_guide("orphan")
    pages.a_guide("part", parent=pages.a_series())
    linked, gathered = pages.a_guide("linked"), pages.a_guide("gathered")
    linking("first", f'<a linktype="page" id="{linked.pk}">Linked</a>', to("/guides/first/"))
    Topic.objects.create(name="Sleep", introduction="Nights.", chosen=[("guide", gathered)])
    monkeypatch.setattr(links_report, "current_guides", lambda: build_snapshot("test"))
    assert sorted(guide.title for guide in examine()[1]) == ["First", "Orphan"]


def test_the_report_leads_to_the_editor(editor):
    guide = linking("first", to("/nothing/"))
    page = signed_in(editor).get("/office/reports/links/").content.decode()
    assert f"/office/pages/{guide.pk}/edit/" in page
    assert "“Read this”, /nothing/" in " ".join(page.split())
