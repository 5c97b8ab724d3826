"""What becomes of HTML: blocks of a guide, and a count of what was left out."""

import pytest

from guides.editorial.importing.body_blocks import BodyBlocks, WantedPicture
from guides.editorial.importing.report import changes


def text_of(html: str, **options: object) -> str:
    return "".join(value["text"] for kind, value in BodyBlocks(html, **options).blocks if kind == "text")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Warm <strong>oil</strong></p>", "<p>Warm <b>oil</b></p>"),
        ("<h1>One</h1><h4>Two</h4>", "<h2>One</h2><h3>Two</h3>"),
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", "<ul><li>a<ol><li>b</li></ol></li></ul>"),
        ("<div><div>Loose</div> words</div>", "<p>Loose</p><p>words</p>"),
        ('<p onclick="x()">1 &lt; 2<script>x</script></p>', "<p>1 &lt; 2</p>"),
        ('<p><a href="javascript:x()">no</a> <a href="//x.example">no</a></p>', "<p>no no</p>"),
        ('<a href="mailto:a@example.com">Write</a>', '<p><a href="mailto:a@example.com">Write</a></p>'),
        ("<!-- wp:paragraph --><p>Words</p><!-- /wp:paragraph -->", "<p>Words</p>"),
    ],
)
def test_text_keeps_what_the_editor_knows(html: str, text: str) -> None:
    assert text_of(html) == text


def test_blank_lines_part_paragraphs_of_old_posts() -> None:
    html = "One <b>two</b>\n\nthree"
    assert text_of(html, has_plain_paragraphs=True) == "<p>One <b>two</b></p><p>three</p>"


def test_links_to_the_old_site_stay_within_this_one() -> None:
    html = '<p><a href="https://old.example/feet/">Feet</a></p>'
    assert text_of(html, site="https://old.example/") == '<p><a href="/feet/">Feet</a></p>'


def test_pictures_tables_and_quotes_stand_where_they_stood() -> None:
    figure = "<figure><img src='a.jpg' alt='A foot'><figcaption>Toes</figcaption></figure>"
    table = "<table><tr><th>Age</th><th>Oil</th></tr><tr><td>New</td><td>2 ml</td></tr></table>"
    quote = "<blockquote><p>Slow</p><cite>— Ada</cite></blockquote>"
    found = BodyBlocks(f"<p>a</p>{figure}{table}<p>b</p>{quote}").blocks
    assert [kind for kind, _ in found] == ["text", "picture", "table", "text", "quote"]
    assert found[1][1] == WantedPicture("a.jpg", "A foot", "Toes")
    assert found[2][1]["rows"] == "Age\tOil\nNew\t2 ml"
    assert (found[4][1]["text"], found[4][1]["who"]) == ("Slow", "Ada")


def test_what_is_left_out_is_named() -> None:
    player = '<iframe src="https://vimeo.com/1"></iframe>'
    html = f'<h5>x</h5><p><a href="#top">up</a></p><form></form>[gallery ids="1"]{player}'
    said = " ".join(changes(BodyBlocks(html)))
    for words in ("https://vimeo.com/1", "1 link that leads", "“form”", "gallery", "1 heading has another"):
        assert words in said


def test_a_table_with_one_column_becomes_text() -> None:
    body = BodyBlocks("<table><tr><td>One</td></tr><tr><td>Two</td></tr></table>")
    assert [kind for kind, _ in body.blocks] == ["text"] and "1 table with one column" in changes(body)[0]


@pytest.mark.parametrize(("caption", "is_asked"), [("", True), ("<caption>Oil by age</caption>", False)])
def test_a_table_without_a_caption_is_named(caption: str, is_asked: bool) -> None:
    rows = "<tr><th>Age</th><th>Oil</th></tr><tr><td>New</td><td>2 ml</td></tr>"
    said = " ".join(changes(BodyBlocks(f"<table>{caption}{rows}</table>")))
    assert ("1 table needs a caption" in said) is is_asked


def test_deep_nests_and_unclosed_tags_end() -> None:
    assert "core" in text_of("<div>" * 400 + "core") and text_of("<ul><li>" * 200 + "x").count("<ul>") < 100
