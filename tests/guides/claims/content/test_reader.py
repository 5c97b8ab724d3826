"""Every text of a page, a snippet or a product reaches the check, with its place."""

import pytest
from wagtail import blocks
from wagtail.images.tests.utils import get_test_image_file

from guides.claims.content.reader import Reader, read
from guides.models import HomePage, InfoPage, SafetyNote
from guides.newsletter.models import FreeGuide
from tests.support import factories

pytestmark = pytest.mark.django_db


def texts(copy) -> dict[str, str]:
    return {passage.path: passage.text for passage in copy.passages}


def an_info_page(*body, **fields) -> InfoPage:
    page = InfoPage(title="About", slug="about", **fields)
    page.body = list(body)
    return page


class Everything(blocks.StreamBlock):
    """One of each kind of block."""

    text = blocks.RichTextBlock()
    quote = blocks.BlockQuoteBlock()
    html = blocks.RawHTMLBlock()
    points = blocks.ListBlock(
        blocks.StructBlock([("heading", blocks.CharBlock()), ("body", blocks.TextBlock())])
    )
    inner = blocks.StreamBlock([("line", blocks.CharBlock())])
    sign_up = blocks.StructBlock([("guide", blocks.CharBlock(required=False))])
    safety = blocks.StructBlock([("text", blocks.TextBlock())])
    cited = blocks.StructBlock(
        [("text", blocks.TextBlock()), ("sources", blocks.ListBlock(blocks.CharBlock()))]
    )
    link = blocks.URLBlock()
    kind = blocks.ChoiceBlock(choices=[("cure", "Cure")])


def walked(*body) -> Reader:
    block = Everything()
    reader = Reader()
    reader.read_stream(block, block.to_python(list(body)), "body", "Body")
    return reader


def test_page_is_read_with_its_search_texts():
    page = an_info_page(seo_title="For search", search_description="Below it", intro="Hello")
    found = texts(read(page))
    assert found["title"] == "About"
    assert (found["seo_title"], found["search_description"], found["intro"]) == (
        "For search",
        "Below it",
        "Hello",
    )


def test_body_is_read_block_by_block():
    page = an_info_page(
        ("text", InfoPage.body.field.stream_block.child_blocks["text"].to_python("<p>Warm</p>"))
    )
    passage = next(passage for passage in read(page).passages if passage.path.startswith("body."))
    assert (passage.text, passage.is_html, passage.label) == ("<p>Warm</p>", True, "Body › Text")


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("text", "<p>rich</p>", "<p>rich</p>"),
        ("quote", "quoted", "quoted"),
        ("html", "<b>raw</b>", "<b>raw</b>"),
        ("points", [{"heading": "", "body": "in a list"}], "in a list"),
        ("inner", [{"type": "line", "value": "in a stream"}], "in a stream"),
    ],
)
def test_text_in_any_block_is_read(kind, value, text):
    assert text in [passage.text for passage in walked({"type": kind, "value": value}).passages]


@pytest.mark.parametrize(("kind", "value"), [("link", "https://cure.example/"), ("kind", "cure")])
def test_addresses_and_choices_are_no_text(kind, value):
    assert walked({"type": kind, "value": value}).passages == []


def test_path_names_the_block_as_the_editor_does():
    body = {"type": "points", "id": "a", "value": [{"type": "item", "id": "b", "value": {"body": "x"}}]}
    assert [passage.path for passage in walked(body).passages] == ["body.a.b.body"]


def test_headings_part_a_body_into_sections():
    reader = walked(
        {"type": "text", "value": "<p>one</p><h2>two</h2><p>two</p><h2>three</h2>"},
        {"type": "sign_up", "value": {"guide": "ten"}},
    )
    assert [passage.section for passage in reader.passages][:3] == [0, 1, 2]
    assert reader.selling == {2}


@pytest.mark.parametrize("address", ["/shop/oil/", "https://plainsong.example/basket/add/3/", "/newsletter/"])
def test_link_into_the_shop_sells(address):
    assert walked({"type": "text", "value": f'<p><a href="{address}">x</a></p>'}).selling == {0}


def test_other_links_do_not_sell():
    assert not walked({"type": "text", "value": '<p><a href="https://nhs.uk/shopping/">x</a></p>'}).selling


def test_blocks_say_whether_they_cite():
    reader = walked(
        {"type": "cited", "value": {"text": "A", "sources": ["Field"]}},
        {"type": "cited", "value": {"text": "B", "sources": []}},
    )
    marks = {passage.text: passage.is_cited for passage in reader.passages}
    assert (marks["A"], marks["B"]) == (True, False)


@pytest.mark.parametrize("kind", SafetyNote.KINDS)
def test_safety_note_is_read_below_the_heading_that_readers_see(kind):
    (passage,) = read(SafetyNote(kind=kind[0], text="A fever.")).passages
    assert passage.head == kind[1]


def test_home_page_sells_what_it_features():
    page = HomePage(title="Home", hero_headline="Less", hero_text="More")
    assert not read(page).sells
    page.body = [("products", {"heading": "Best sellers", "rule": "best_sellers"})]
    assert read(page).sells
    assert set(texts(read(page)).values()) >= {"Best sellers"}


def test_description_of_a_picture_is_read(settings, tmp_path):
    from wagtail.images import get_image_model

    settings.MEDIA_ROOT = tmp_path
    image = get_image_model().objects.create(
        title="x", file=get_test_image_file(), description="An oil in a bottle"
    )
    page = HomePage(title="Home", hero_headline="Less", hero_text="More", hero_image=image)
    assert texts(read(page))["hero_image"] == "An oil in a bottle"


def test_free_guide_is_read():
    guide = FreeGuide(title="Ten steps", intro="Hello", closing="Bye", cover_alt="A cover")
    assert {"Ten steps", "Hello", "Bye", "A cover"} <= set(texts(read(guide)).values())


def test_product_always_sells_and_proves_by_its_sheet():
    product = factories.a_product("Oil", inci="Simmondsia Chinensis Seed Oil", min_age_months=1)
    copy = read(product)
    assert copy.sells
    assert copy.proofs == {"fragrance_free", "allergens", "age"}
    assert "inci" not in texts(copy)
