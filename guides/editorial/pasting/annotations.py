"""Takes comments, deleted passages, contents lists and footnotes out of pasted HTML. Pure."""

import re
from collections.abc import Iterable

from bs4 import BeautifulSoup, Tag

from guides.editorial.pasting.styles import style_of

GOOGLE_MARK, GOOGLE_COMMENT = re.compile(r"^cmnt_ref\d+$"), re.compile(r"^cmnt\d+$")
CONTENTS = re.compile(r"^MsoT(oc\d|OC\w*)$", re.IGNORECASE)
NOTE_MARK = re.compile(r"#(?:_?ftn|_edn|ftnt)(\d+)$")
NOTE_BACK = re.compile(r"#(?:_?ftnref|_ednref|ftnt_ref)(\d+)$")
NOTE_LIST = {"footnote-list", "endnote-list"}
COMMENT_LIST = "comment-list"


def drop_comments(soup: BeautifulSoup) -> int:
    """Remove comments of Word and Google Docs with their marks. Returns how many."""
    marks = soup.find_all("a", class_="msocomanchor") + soup.find_all("a", id=GOOGLE_MARK)
    number = len({str(tag.get("href")) for tag in marks})
    boxes = [tag for tag in soup.find_all("div") if style_of(tag).get("mso-element") == COMMENT_LIST]
    boxes += [_outermost(tag, "div") for tag in soup.find_all("a", id=GOOGLE_COMMENT)]
    _remove(boxes)
    _remove([tag.find_parent("sup") or tag for tag in marks if not tag.decomposed])
    _remove(soup.find_all(class_="MsoCommentReference"))
    return number


def _outermost(tag: Tag, name: str) -> Tag:
    return tag.find_parent(name) or tag.find_parent("p") or tag


def drop_deleted(soup: BeautifulSoup) -> int:
    """Remove what tracked changes have struck out. Returns how many passages."""
    deleted = [tag for tag in soup.find_all("del") if tag.get("cite") or tag.get("datetime")]
    deleted += [tag for tag in soup.find_all(class_="msoDel") if not tag.find("del")]
    _remove(deleted)
    return len(deleted)


def drop_contents(soup: BeautifulSoup) -> bool:
    """Remove a table of contents: a guide makes its own. Returns whether there was one."""
    found = soup.find_all("p", class_=CONTENTS)
    _remove(found)
    return bool(found)


def take_footnotes(soup: BeautifulSoup) -> dict[int, Tag]:
    """Take the texts of the notes out of the document. Returns them by their numbers."""
    notes = [(int(found[1]), tag) for tag, found in _links(soup, NOTE_BACK)]
    places = [(number, _outermost(tag, "p")) for number, tag in notes]
    for _, tag in notes:
        tag.decompose()
    texts = {number: place.extract() for number, place in sorted(places, key=lambda pair: pair[0])}
    _remove([tag for tag in soup.find_all("div") if style_of(tag).get("mso-element") in NOTE_LIST])
    return texts


def footnote_marks(soup: BeautifulSoup) -> list[tuple[int, Tag]]:
    """The marks within the text, each with the number of its note."""
    return [(int(found[1]), tag.find_parent("sup") or tag) for tag, found in _links(soup, NOTE_MARK)]


def _links(soup: BeautifulSoup, pattern: re.Pattern[str]) -> list[tuple[Tag, re.Match[str]]]:
    pairs = ((tag, pattern.search(str(tag["href"]))) for tag in soup.find_all("a", href=True))
    return [(tag, found) for tag, found in pairs if found]


def _remove(tags: Iterable[Tag]) -> None:
    for tag in tags:
        if not tag.decomposed:
            tag.decompose()
