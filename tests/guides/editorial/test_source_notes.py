"""The editor’s button for a source: what is stored, what comes back, and where a source is used."""

import json

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import ReferenceIndex

from guides.blocks.text import FEATURES
from tests.support import pages

pytestmark = pytest.mark.django_db


def stored(key: int) -> str:
    return f'<p data-block-key="abc">A<a linktype="source" id="{key}">[Ash B (2019)]</a>.</p>'


def test_what_the_editor_saves_is_what_it_opens() -> None:
    source = pages.a_source()
    converter = ContentstateConverter(features=FEATURES)
    content = converter.from_database_format(stored(source.pk))
    (entity,) = json.loads(content)["entityMap"].values()
    assert (entity["type"], entity["data"]["title"]) == ("SOURCE", str(source))
    assert converter.to_database_format(content) == stored(source.pk)


def test_a_deleted_source_is_named_as_such_and_stays() -> None:
    converter = ContentstateConverter(features=FEATURES)
    content = converter.from_database_format(stored(987_654))
    assert "This source was deleted" in content
    assert converter.to_database_format(content) == stored(987_654)


def test_the_source_knows_the_guide_that_names_it() -> None:
    source = pages.a_source()
    guide = pages.a_guide(body=[pages.text(stored(source.pk))])
    used = [str(row.object_id) for row in ReferenceIndex.get_references_to(source)]
    assert str(guide.pk) in used
