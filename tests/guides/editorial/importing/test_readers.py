"""Exports of WordPress, Ghost and Markdown sites, and files that are none."""

import pytest

from guides.editorial.importing.article import UnreadableExport
from guides.editorial.importing.picture_paths import found_path
from guides.editorial.importing.upload import Upload
from tests.guides.editorial.importing import exports

BOMB = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa">]><rss><channel>&a;</channel></rss>'


def test_markdown_has_its_facts_at_its_head() -> None:
    (article,) = Upload("feet.md", exports.MARKDOWN.encode()).export().articles
    assert (article.title, article.author) == ("Feet first", "nell archer")
    assert (article.addresses, article.tags) == (("/2020/feet-first/",), ("newborn", "feet"))
    assert "<h1>" not in article.html and "<table>" in article.html


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("+++\ntitle = 'Arms'\n+++\n", "Arms"),
        ("# Arms\n\n", "Arms"),
        ("", "My arms"),
        ("---\n---\n", "My arms"),
    ],
)
def test_a_title_comes_from_the_head_the_heading_or_the_file(head: str, title: str) -> None:
    (article,) = Upload("my-arms.md", f"{head}Words".encode()).export().articles
    assert article.title == title


def test_a_file_that_cannot_be_read_does_not_stop_the_others() -> None:
    files = exports.zipped(a_dot_md="---\n[: x\n---\nA", b_dot_md="B", c_dot_md=b"\xff\xfe")
    found = Upload("x.zip", files).export()
    assert [article.title for article in found.articles] == ["B"] and len(found.notes) == 2


def test_wordpress_posts_have_author_address_and_excerpt() -> None:
    found = Upload("wp.xml", exports.WORDPRESS.encode()).export()
    (article,) = found.articles
    assert (article.title, article.author) == ("Legs", "Nell Archer")
    assert article.addresses == ("https://old.example/2020/05/legs/",)
    assert article.has_plain_paragraphs and article.tags == ("Strokes",)
    assert article.notes == ["1 comments of readers left out."]
    assert found.notes == ["1 of the kind “product” left out."]


def test_ghost_posts_have_author_address_and_excerpt() -> None:
    (article,) = Upload("ghost.json", exports.a_ghost_export()).export().articles
    assert (article.title, article.author, article.tags) == ("Hands", "Nell Archer", ("Newborn",))
    assert (article.introduction, article.addresses) == ("Two hands.", ("/hands/",))


def test_a_ghost_post_without_html_keeps_its_plain_text() -> None:
    content = exports.a_ghost_export(html=None, plaintext="One <b>\n\nTwo")
    (article,) = Upload("ghost.json", content).export().articles
    assert article.html == "<p>One &lt;b&gt;</p><p>Two</p>" and article.notes


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb.xml", BOMB),
        ("feed.xml", b"<rss><channel></channel></rss>"),
        ("cut.xml", b"<rss><cha"),
        ("other.json", b'{"posts": 3}'),
        ("deep.json", b"[" * 100_000),
        ("no.zip", b"PK"),
        ("page.html", b"<p>x</p>"),
        ("empty.zip", exports.zipped(a_dot_txt="x")),
    ],
)
def test_other_files_are_refused_with_a_sentence(name: str, content: bytes) -> None:
    with pytest.raises(UnreadableExport, match=r"^[A-Z].*\.$"):
        Upload(name, content).export()


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("https://old.example/wp-content/uploads/2020/05/leg-300x200.jpg", "up/2020/05/leg.jpg"),
        ("__GHOST_URL__/content/images/2021/leg.jpg", "up/2021/leg.jpg"),
        ("foot%20one.png", "md/foot one.png"),
        ("../up/2021/leg.jpg", "up/2021/leg.jpg"),
        ("leg.jpg", ""),  # two have that name
        ("/etc/passwd", ""),
        ("", ""),
    ],
)
def test_pictures_are_found_by_the_end_of_their_address(wanted: str, path: str) -> None:
    known = ["up/2020/05/leg.jpg", "up/2021/leg.jpg", "md/foot one.png"]
    assert found_path(wanted, folder="md", paths=known) == path
