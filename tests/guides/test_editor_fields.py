"""Fields of the page editor that are easy to get wrong."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from guides.models.one_paragraph import OneParagraph
from tests.support import pages
from tests.support.cast import signed_in


@pytest.mark.django_db
def test_an_introduction_is_seen_whole(writer: Any) -> None:
    page = signed_in(writer).get(f"/office/pages/{pages.a_guide().pk}/edit/")
    for name in ("introduction", "teaser"):
        assert BeautifulSoup(page.content, "html.parser").find("textarea", attrs={"name": name})


def test_its_line_breaks_become_blanks() -> None:
    typed = QueryDict(mutable=True)
    typed["introduction"] = " One leg,\r\n\r\nthen the other. "
    read = OneParagraph().value_from_datadict(typed, MultiValueDict(), "introduction")
    assert read == "One leg, then the other."


@pytest.mark.django_db
def test_the_parts_of_a_series_are_listed_in_their_order(writer: Any) -> None:
    series = pages.a_series()
    for slug in ("one", "two"):
        pages.a_guide(slug, parent=series).save_revision()
    listed = signed_in(writer).get(f"/office/pages/{series.pk}/").context["object_list"]
    assert [page.title for page in listed] == ["One", "Two"]
