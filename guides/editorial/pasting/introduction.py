"""Takes a document's first paragraph as its introduction, where it can be one. Pure."""

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

WRAPPERS = {"div", "section", "article", "main", "body", "html"}
LOST = ["a", "img", "br"]  # an introduction is plain text
FEWEST_WORDS = 5  # fewer are a byline or a date


def lift_introduction(html: str, *, most: int) -> tuple[str, str]:
    """Its words, at most `most` characters, and the HTML without it; empty words leave the HTML as it is."""
    soup = BeautifulSoup(html, "html.parser")
    first = _first(soup)
    if first is None or first.name != "p" or first.find(LOST):
        return "", html
    words = " ".join(first.get_text().split())
    if len(words.split()) < FEWEST_WORDS or len(words) > most:
        return "", html
    first.extract()
    return (words, str(soup)) if soup.get_text().strip() else ("", html)


def _first(tag: Tag) -> Tag | None:
    """The first element that shows something; None if that is text in no paragraph."""
    for child in tag.children:
        if isinstance(child, Tag) and (child.get_text().strip() or child.find("img") or child.name == "img"):
            return _first(child) if child.name in WRAPPERS else child
        if isinstance(child, NavigableString) and child.strip():
            return None
    return None
