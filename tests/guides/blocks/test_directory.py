"""A directory of other sites on an information page."""

from typing import Any

import pytest
from django.test import Client

from guides.claims.review.scan import findings_of
from guides.models import InfoPage
from tests.guides.claims.pages import CLAIM, an_info_page
from tests.support import pages
from tests.support.cast import signed_in

pytestmark = pytest.mark.django_db


def an_entry(kind: str, name: str, **fields: str) -> dict[str, str]:
    fixed = {"url": f"https://example.org/{name.lower()}/", "text": f"{name} in a sentence.", "area": ""}
    return {"kind": kind, "name": name, **fixed, **fields}


def a_directory(*entries: dict[str, str], live: bool = True) -> InfoPage:
    return an_info_page(
        live=live, body=[{"type": "directory", "value": {"entries": list(entries)}, "id": "d"}]
    )


def shown(*entries: dict[str, str]) -> str:
    block = InfoPage.body.field.stream_block.child_blocks["directory"]
    return " ".join(block.render(block.to_python({"entries": list(entries)})).split())


def test_entries_are_grouped_by_kind_in_the_editors_order() -> None:
    html = shown(an_entry("magazine", "Juno"), an_entry("class", "Walcot"), an_entry("class", "Avon"))
    order = ("Classes", "Walcot", "Avon", "Magazines", "Juno")
    places = [html.index(f">{word}") for word in order]
    assert places == sorted(places)
    assert "Video channels" not in html


def test_an_entry_names_area_sentence_and_that_it_is_another_site() -> None:
    html = shown(an_entry("class", "Walcot", area="Bath"))
    assert '<a href="https://example.org/walcot/" rel="noopener">Walcot' in html
    assert "(Bath)" in html
    assert "Walcot in a sentence." in html
    assert ", on another site" in html


def test_an_entry_may_have_no_area() -> None:
    assert "(" not in shown(an_entry("channel", "Slow"))


def test_the_page_is_in_the_sitemap_and_may_be_indexed(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        pages.an_index()
        a_directory(an_entry("class", "Walcot"))
    assert "/a-page/</loc>" in Client().get("/sitemap.xml").content.decode()
    answer = Client().get("/a-page/")
    assert "Walcot in a sentence." in answer.content.decode()
    assert "noindex" not in answer.content.decode() + str(answer.headers)


@pytest.mark.parametrize("field", ["name", "text", "area"])
def test_the_claims_check_reads_each_word(field: str) -> None:
    page = a_directory(an_entry("class", "Walcot") | {field: CLAIM}, live=False)
    assert findings_of(page)


def test_editors_see_a_preview_of_the_block(mia: Any) -> None:
    block = InfoPage.body.field.stream_block.child_blocks["directory"]
    answer = signed_in(mia).get("/office/block-preview/", {"id": block.definition_prefix})
    assert "Trained teachers, by postcode." in answer.content.decode()
