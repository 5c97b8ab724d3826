"""Fields of the page editor that are easy to get wrong."""

from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from wagtail.blocks import ListBlock
from wagtail.fields import StreamField

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


def lists(block: Any, path: str = "") -> Iterator[tuple[str, ListBlock]]:
    """Each list in a body, at any depth, with the names that lead there."""
    if isinstance(block, ListBlock):
        yield path, block
        yield from lists(block.child_block, path)
    for name, child in getattr(block, "child_blocks", {}).items():
        yield from lists(child, f"{path}/{name}")


LISTS = [
    (f"{model.__name__}.{field.name}{path}", found)
    for model in apps.get_models()
    for field in model._meta.get_fields()
    if isinstance(field, StreamField)
    for path, found in lists(field.stream_block)
]


@pytest.mark.parametrize("found", [found for _, found in LISTS], ids=[name for name, _ in LISTS])
def test_each_item_of_a_list_says_what_it_is(found: ListBlock) -> None:
    """Without a label Wagtail heads it with nothing, or with the mere mark of a required field: “*”."""
    assert found.child_block.label
