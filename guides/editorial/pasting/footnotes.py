"""Turns a document's footnotes into notes of known sources, and the others into a list at its end. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from guides.editorial.importing.inline_text import LEADS_TO, SOURCE
from guides.editorial.importing.report import counted
from guides.editorial.pasting.annotations import footnote_marks, take_footnotes
from guides.source_notes import label

HEADING = "Notes"
ANCHOR = "#notes"  # the page makes it of the heading


@dataclass(frozen=True)
class KnownSource:
    """A source of the library."""

    pk: int
    name: str  # “Ash B (2019) A study”


FindSource = Callable[[str], KnownSource | None]


def no_source(note: str) -> None:
    """For a document that is read without a library."""


def place_footnotes(soup: BeautifulSoup, find: FindSource) -> list[str]:
    """Change the HTML in place. Returns what became of the notes, in words."""
    for tag in soup.find_all(True):
        del tag[SOURCE], tag[LEADS_TO]  # only we write them
    texts = take_footnotes(soup)
    known = {number: found for number, text in texts.items() if (found := find(_words(text)))}
    rest = {number: text for number, text in texts.items() if number not in known}
    places = {number: place for place, number in enumerate(rest, 1)}
    for number, mark in footnote_marks(soup):
        source = known.get(number)
        mark.replace_with(_named(soup, source) if source else _listed(soup, places.get(number, number), rest))
    if rest:
        _append(soup, list(rest.values()))
    return _said(len(known), len(rest))


def _words(text: Tag) -> str:
    return " ".join(text.get_text().split())


def _named(soup: BeautifulSoup, source: KnownSource) -> Tag:
    mark = soup.new_tag("a", attrs={SOURCE: str(source.pk)})
    mark.string = label(source.name)
    return mark


def _listed(soup: BeautifulSoup, place: int, rest: dict[int, Tag]) -> Tag:
    mark = soup.new_tag("a", attrs={LEADS_TO: ANCHOR} if rest else {})
    mark.string = f"[{place}]"
    return mark


def _append(soup: BeautifulSoup, texts: list[Tag]) -> None:
    heading, notes = soup.new_tag("h2"), soup.new_tag("ol")
    heading.string = HEADING
    for text in texts:
        text.name = "li"
        notes.append(text)
    (soup.body or soup).extend([heading, notes])


def _said(known: int, rest: int) -> list[str]:
    said = []
    if known:
        said.append(f"{counted(known, 'footnote', 'footnotes')} of known sources became notes of them.")
    if rest:
        said.append(
            f"{counted(rest, 'footnote', 'footnotes')} at the end, as a list. Where a sentence is to name a "
            "source of the library, press “Source of this sentence” beside its “[1]”: it takes the place."
        )
    return said
