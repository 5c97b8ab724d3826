"""Topics: which guides and products fit, and which hubs search engines may list."""

from typing import Any

import pytest
from django.test import Client

from guides.listing.snapshot import build_snapshot
from guides.listing.topics import Hub
from guides.models import BodyArea, Technique, Topic
from tests.support import pages, schema_org
from tests.support.factories import a_product
from tests.support.html import html_of

pytestmark = pytest.mark.django_db


def shows(technique: Technique, slug: str, **fields: Any) -> Any:
    return pages.a_guide(slug, body=[("technique", {"technique": technique.pk, "note": ""})], **fields)


def a_topic(**fields: Any) -> Topic:
    given = {"name": "Legs", "introduction": "From hip to foot.", "text": "<p>Slowly.</p>"}
    return Topic.objects.create(**given | fields)


def hub(topic: Topic) -> Hub:
    return build_snapshot("test").hubs[topic.slug]


def titles(topic: Topic) -> list[str]:
    return sorted(guide.title for guide in hub(topic).guides)


@pytest.fixture
def strokes() -> Technique:
    legs = BodyArea.objects.create(name="Legs", slug="legs")
    return pages.a_technique("Strokes", areas=[legs], from_weeks=8)


@pytest.fixture
def guides(strokes: Technique) -> None:
    shows(strokes, "for-legs")
    shows(pages.a_technique("Rounds", whom=Technique.ADULT), "for-shoulders")
    pages.a_guide("without")


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ({"weeks": 8}, ["For-Legs"]),
        ({"weeks": 4}, []),
        ({"whom": Technique.ADULT}, ["For-Shoulders"]),
        ({"whom": Technique.BABY}, ["For-Legs"]),
        ({}, []),
    ],
)
def test_guides_fit_by_age_and_audience(guides, rule, found):
    assert titles(a_topic(**rule)) == found


def test_guides_fit_by_area_and_by_technique(guides, strokes):
    assert titles(a_topic(area=strokes.areas.first())) == ["For-Legs"]
    assert titles(a_topic(name="Strokes", technique=strokes)) == ["For-Legs"]


def test_a_tag_is_a_rule_too(guides):
    page = pages.a_guide("tagged")
    page.tags.add("sleep")
    page.save()
    assert titles(a_topic(tag="sleep")) == ["Tagged"]


def test_guides_chosen_by_hand_come_first_and_drafts_are_left_out(guides, strokes):
    last, draft = pages.a_guide("by-hand"), pages.a_guide("draft", live=False)
    topic = a_topic(technique=strokes, chosen=[("guide", draft), ("guide", last)])
    assert [guide.title for guide in hub(topic).guides] == ["By-Hand", "For-Legs"]


def test_products_of_its_guides_fit(django_capture_on_commit_callbacks):
    oil, cloth = a_product("Oil"), a_product("Cloth")
    with django_capture_on_commit_callbacks(execute=True):
        guide = pages.a_guide("one", body=[("product", {"product": oil.pk, "note": ""})])
        topic = a_topic(chosen=[("guide", guide)], products=[("product", cloth)])
    assert hub(topic).products == [cloth.pk, oil.pk]
    page = html_of(Client().get("/guides/topics/legs/"))
    assert page.index("Cloth") < page.index(">Oil<")


@pytest.mark.parametrize(
    ("text", "number", "is_listed"),
    [("<p>Slowly.</p>", 2, True), ("", 2, False), ("<p>Slowly.</p>", 1, False)],
)
def test_only_hubs_with_words_and_guides_are_indexed(
    text, number, is_listed, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        chosen = [("guide", pages.a_guide(f"guide-{n}")) for n in range(number)]
        a_topic(chosen=chosen, text=text)
    page = html_of(Client().get("/guides/topics/legs/"))
    assert ('content="noindex, follow"' in page) is not is_listed
    assert ("/guides/topics/legs/" in Client().get("/sitemap.xml").content.decode()) is is_listed


def test_a_hub_is_data_for_search_engines_and_linked_from_its_guides(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        a_topic(chosen=[("guide", pages.a_guide(f"guide-{n}")) for n in range(2)])
    listed = schema_org.read(html_of(Client().get("/guides/topics/legs/")))["CollectionPage"]["mainEntity"]
    assert [row["name"] for row in listed["itemListElement"]] == ["Guide-0", "Guide-1"]
    for path in ("/guides/guide-0/", "/guides/", "/guides/topics/"):
        assert 'href="/guides/topics/legs/"' in html_of(Client().get(path)), path


def test_an_unpublished_topic_is_gone_at_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        topic = a_topic()
    assert Client().get("/guides/topics/legs/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        topic.unpublish()
    assert Client().get("/guides/topics/legs/").status_code == 404


def test_editors_choose_what_to_read_on_with(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        other, draft = pages.a_guide("other"), pages.a_guide("draft", live=False)
        pages.a_guide("first", related=[("guide", draft), ("guide", other)])
    read_on = html_of(Client().get("/guides/first/")).partition('id="related"')[2]
    assert "/guides/other/" in read_on
    assert "/guides/draft/" not in read_on
