"""Reads what was pasted: the HTML of Word, Google Docs and others, or Markdown. Pure.

Nothing is fetched: a picture comes with its bytes or is left out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString
from django.utils.text import get_text_list

from guides.editorial.importing.article import Article, UnreadableExport
from guides.editorial.importing.inline_text import LEADS_TO, SOURCE
from guides.editorial.importing.markdown import read_markdown
from guides.editorial.importing.report import counted
from guides.editorial.pasting import annotations, pictures, rtf
from guides.editorial.pasting.drawings import drop_drawings
from guides.editorial.pasting.footnotes import FindSource, no_source, place_footnotes
from guides.editorial.pasting.lists import make_lists
from guides.editorial.pasting.looks import read_looks
from guides.editorial.pasting.styles import inline_classes

MARKDOWN = re.compile(r"^(?:#{1,6} |[-*+] |\d+\. |> |\|.*\|\s*$|---\s*$)|\]\(\S|\*\*\S", re.MULTILINE)
BUILT = ("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "a", "img", "b", "strong", "o:p")
NAMELESS = re.compile(r":|^(?:span|font|ins|small)$")
HEADINGS = re.compile(r"^h[1-6]$")
MOST_WORDS = 100_000
DEEPEST = 150


@dataclass(frozen=True)
class Pasted:
    """What the form was given. `html` and `rtf` are the clipboard's other versions of `text`."""

    text: str = ""
    html: str = ""
    rtf: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Document:
    """An article, and the bytes of its pictures by the names that its text has for them."""

    article: Article
    files: dict[str, bytes]


def read(pasted: Pasted, *, title: str = "", find_source: FindSource = no_source) -> Document:
    """The document as an article. Raises UnreadableExport."""
    if _is_markdown(pasted):
        found = read_markdown({"pasted.md": pasted.text.encode()})
        if not found.articles:
            raise UnreadableExport(" ".join(found.notes))
        article = found.articles[0]
        article.folder = ""
        article.title = title or ("" if article.title == "Pasted" else article.title)
    else:
        article = Article(title=title, html=pasted.html or pasted.text)
    return _cleaned(article, pasted, find_source)


def _is_markdown(pasted: Pasted) -> bool:
    """Text without HTML; or with, where an editor of code only coloured it."""
    if not pasted.html:  # typed, or the source of a page
        return not pasted.text.lstrip().startswith("<")
    if not MARKDOWN.search(pasted.text):
        return False
    return BeautifulSoup(pasted.html, "html.parser").find(BUILT) is None


def _cleaned(article: Article, pasted: Pasted, find_source: FindSource) -> Document:
    soup = BeautifulSoup(article.html, "html.parser")
    if _depth(soup) > DEEPEST:
        raise UnreadableExport("This document is nested too deeply to be read.")
    notes, found = _tidy(soup, pasted, find_source)
    body = soup.body or soup
    if len(body.get_text(" ").split()) > MOST_WORDS:
        raise UnreadableExport(f"A guide has at most {MOST_WORDS:,} words.")
    if len(found.files) > pictures.MOST:
        raise UnreadableExport(f"At most {pictures.MOST} pictures at a time.")
    article.title = (article.title or _title(body))[:255]
    if not body.get_text().strip() and not body.find("img") and not article.title:
        raise UnreadableExport("There is nothing in it.")
    article.title = article.title or "Without a title"
    article.html = body.decode_contents()
    article.notes += notes
    return Document(article, found.files)


def _depth(soup: BeautifulSoup) -> int:
    deepest, waiting = 0, [(soup, 0)]
    while waiting:
        tag, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(child, depth + 1) for child in tag.children if isinstance(child, Tag)]  # type: ignore[misc]
    return deepest


def _tidy(soup: BeautifulSoup, pasted: Pasted, find_source: FindSource) -> tuple[list[str], pictures.Found]:
    """Change the HTML in place. Returns what was left out in words, and the pictures."""
    inline_classes(soup)
    _remove_settings(soup)
    dropped = {
        "comment": annotations.drop_comments(soup),
        "deleted passage": annotations.drop_deleted(soup),
        "drawing": drop_drawings(soup),
    }
    _remove_hidden(soup)
    had_contents = annotations.drop_contents(soup)
    footnotes = place_footnotes(soup, find_source)
    make_lists(soup)
    _captions(soup)
    looks = read_looks(soup)
    _unwrap(soup)
    found = pictures.fill(soup, rtf=rtf.pictures_in(pasted.rtf), files=pasted.files)
    notes = [_left_out(dropped)] if any(dropped.values()) else []
    notes += (
        [f"Without {get_text_list(looks, 'and')}: the shop’s own looks stand in their place."]
        if looks
        else []
    )
    notes += ["The table of contents was left out: a guide makes its own."] if had_contents else []
    notes += footnotes
    notes += [f"{name} has no place in the text and stands at its end." for name in found.left_over]
    return notes, found


def _remove_settings(soup: BeautifulSoup) -> None:
    for tag in soup.find_all(("style", "xml", "title", "meta", "link", "head")):
        if not tag.decomposed and not (tag.name == "head" and tag.find("p")):
            tag.decompose()


def _remove_hidden(soup: BeautifulSoup) -> None:
    """Comments and Word's conditions, such as `<![if !vml]>`."""
    for text in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
        text.extract()


def _captions(soup: BeautifulSoup) -> None:
    """Word's captions go into the table or picture beside them; its title is a heading."""
    for tag in soup.find_all("p", class_=("MsoTitle", "title")):
        tag.name = "h1"
    for tag in soup.find_all("p", class_="MsoCaption"):
        after, before = tag.find_next_sibling(), tag.find_previous_sibling()
        if after is not None and after.name == "table":
            tag.name = "caption"
            after.insert(0, tag.extract())
        elif before is not None and before.name == "table":
            tag.name = "caption"
            before.insert(0, tag.extract())
        elif before is not None and before.find("img") and not before.get_text().strip():
            tag.name, before.name = "figcaption", "figure"
            before.append(tag.extract())


def _unwrap(soup: BeautifulSoup) -> None:
    """Tags that mean nothing in a guide go; their text stays. So do anchors that lead nowhere."""
    for tag in soup.find_all(NAMELESS):
        tag.unwrap()
    for tag in soup.find_all("a", href=False):
        if not (tag.get(SOURCE) or tag.get(LEADS_TO)):
            tag.unwrap()
    soup.smooth()


def _title(body: Tag) -> str:
    """The first heading. If it is the document's title, it is taken out of the text."""
    heading = body.find(HEADINGS)
    if heading is None:
        return " ".join(body.get_text(" ").split()[:8])
    words = " ".join(heading.get_text().split())
    before = heading.find_all_previous(string=lambda text: bool(text and text.strip()))
    if heading.name == "h1" and not any(body in text.parents for text in before):
        heading.decompose()
    return words


def _left_out(dropped: dict[str, int]) -> str:
    parts = [counted(number, name, f"{name}s") for name, number in dropped.items() if number]
    return f"Left out: {', '.join(parts)}."
