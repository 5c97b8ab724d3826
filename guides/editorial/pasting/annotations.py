"""Takes comments, deleted passages and contents lists out of pasted HTML, and gathers footnotes. Pure."""

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


def gather_footnotes(soup: BeautifulSoup) -> int:
    """Write the notes as a list at the end, and their marks as “[1]”. Returns how many."""
    notes = [(int(found[1]), tag) for tag, found in _links(soup, NOTE_BACK)]
    places = [(number, _outermost(tag, "p")) for number, tag in notes]
    for _, tag in notes:
        tag.decompose()
    texts = [place.extract() for _, place in sorted(places, key=lambda pair: pair[0])]
    _remove([tag for tag in soup.find_all("div") if style_of(tag).get("mso-element") in NOTE_LIST])
    for tag, found in _links(soup, NOTE_MARK):
        (tag.find_parent("sup") or tag).replace_with(f"[{found[1]}]")
    if texts:
        _append(soup, texts)
    return len(texts)


def _links(soup: BeautifulSoup, pattern: re.Pattern[str]) -> list[tuple[Tag, re.Match[str]]]:
    pairs = ((tag, pattern.search(str(tag["href"]))) for tag in soup.find_all("a", href=True))
    return [(tag, found) for tag, found in pairs if found]


def _append(soup: BeautifulSoup, texts: list[Tag]) -> None:
    heading, notes = soup.new_tag("h3"), soup.new_tag("ol")
    heading.string = "Notes"
    for text in texts:
        text.name = "li"
        notes.append(text)
    (soup.body or soup).extend([heading, notes])


def _remove(tags: Iterable[Tag]) -> None:
    for tag in tags:
        if not tag.decomposed:
            tag.decompose()
