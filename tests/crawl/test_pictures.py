"""Every picture says what it shows or that it shows nothing, and how large it is."""

from typing import Any

from tests.crawl.conftest import Crawl


def faults(picture: Any) -> list[str]:
    """Missing alternative text or dimensions."""
    found = []
    if "alt" not in picture.attrs:
        found.append("no alt")
    for side in ("width", "height"):
        if not str(picture.get(side, "")).isdigit():
            found.append(f"no {side}")
    link = picture.find_parent("a")
    if link and not picture.get("alt") and not link.get_text(strip=True) and not _is_named(link):
        found.append("the only content of a link, and without words")
    return found


def _is_named(link: Any) -> bool:
    return bool(link.get("aria-label") or link.get("aria-hidden") == "true")


def test_every_picture_has_words_or_is_decoration_and_has_its_size(crawl: Crawl) -> None:
    found = [
        f"{fault}: {picture.get('src')} on {document.name}"
        for document in crawl.pages
        for picture in document.pictures
        for fault in faults(picture)
    ]
    assert not found, "\n".join(found)


def test_every_drawing_in_the_page_is_hidden_or_named(crawl: Crawl) -> None:
    bare = [
        f"{drawing.get('class')} on {document.name}"
        for document in crawl.pages
        for drawing in document.soup.find_all("svg")
        if drawing.get("aria-hidden") != "true" and not drawing.get("aria-label")
    ]
    assert not bare, "\n".join(bare)


def test_pictures_words_are_no_file_names(crawl: Crawl) -> None:
    words = {str(picture["alt"]) for document in crawl.pages for picture in document.pictures}
    assert not [alt for alt in words if alt.lower().endswith((".jpg", ".png", ".webp", ".svg"))]
