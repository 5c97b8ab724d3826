"""Links that a guide's text asks for."""

from typing import Any

import pytest

from guides.editorial.completeness import advised_guide_parts
from guides.editorial.link_suggestions import suggested_links
from guides.models import GuidePage
from tests.support import pages
from tests.support.factories import a_product

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _library(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        pages.a_guide("oil", title="Choosing an oil")


def a_draft(html: str, **fields: Any) -> GuidePage:
    return pages.a_guide("draft", body=[pages.text(html)], live=False, **fields)


def test_a_guide_whose_title_the_text_speaks_of_is_suggested() -> None:
    draft = a_draft("<p>Before choosing, warm the oils.</p>")
    assert suggested_links(draft) == ["Choosing an oil"]
    said = advised_guide_parts(draft)["body"]
    assert said == "Links: the text is about “Choosing an oil”, without a link to it."


@pytest.mark.parametrize("html", ["<p>Warm the oil.</p>", "<p>Choosing a towel.</p>"])
def test_one_word_of_a_title_is_not_enough(html: str) -> None:
    assert suggested_links(a_draft(html)) == []


def test_what_is_linked_is_not_suggested() -> None:
    key = GuidePage.objects.get(slug="oil").pk
    draft = a_draft(f'<p>Before <a id="{key}" linktype="page">choosing an oil</a>.</p>')
    assert suggested_links(draft) == []


def test_a_product_that_is_named_is_suggested(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        a_product(title="Oat oil")
    assert suggested_links(a_draft("<p>A few drops of oat oil.</p>")) == ["Oat oil"]


def test_a_part_of_the_same_series_is_linked_by_the_page(django_capture_on_commit_callbacks: Any) -> None:
    series = pages.a_series()
    with django_capture_on_commit_callbacks(execute=True):
        pages.a_guide("legs", parent=series, title="Warm legs")
    draft = a_draft("<p>Warm the legs.</p>", parent=series)
    assert suggested_links(draft) == []
