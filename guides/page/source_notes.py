"""Notes within a text as readers see them: a raised number that leads to the list of sources, and back."""

import re
from collections.abc import Mapping

from bs4 import BeautifulSoup
from django.utils.html import format_html, strip_tags

from guides.models import Source

# As the rich text's link handler leaves them (guides.editorial.source_notes).
NOTE = re.compile(r'<a data-source="(\d+)">(.*?)</a>', re.DOTALL)
MARK = re.compile(r'<sup class="cite">.*?</sup>', re.DOTALL)
NO_BREAK = "\N{NO-BREAK SPACE}"
Places = dict[int, list[str]]


def place_of(number: int, time: int) -> str:
    """The id of a note: “note-2”, and “note-2-3” where its source is named for the third time."""
    return f"note-{number}" if time == 1 else f"note-{number}-{time}"


def numbered(
    texts: Mapping[str, str], sources: Mapping[int, tuple[int, Source]]
) -> tuple[dict[str, str], Places]:
    """The texts with numbers in place of their notes, and where each source is named.

    A note whose source isn't published stays as its words.
    """
    places: Places = {}

    def write(found: re.Match[str]) -> str:
        pk = int(found[1])
        if pk not in sources:
            return found[2]
        number, source = sources[pk]
        named = places.setdefault(pk, [])
        named.append(place_of(number, len(named) + 1))
        return _link(named[-1], number, source)

    return {key: NOTE.sub(write, text) for key, text in texts.items()}, places


def title_of(heading: str) -> str:
    """The words of a heading's HTML without the numbers of its notes."""
    return strip_tags(MARK.sub("", heading)).strip()


def _link(place: str, number: int, source: Source) -> str:
    return format_html(
        '<sup class="cite"><a href="#source-{0}" id="{1}" role="doc-noteref" aria-describedby="sources-title"'
        ' aria-label="Source {0}: {2}, {3}">{0}</a></sup>',
        number,
        place,
        source.authors,
        source.year or "no year",
    )


def plain(tree: BeautifulSoup) -> None:
    """Where nothing can be followed: “[1]” in place of raised numbers, and no way back."""
    for link in tree.find_all("a", role="doc-backlink"):
        link.decompose()
    for mark in tree.find_all("sup", class_="cite"):
        space = NO_BREAK if mark.previous_sibling else ""
        mark.replace_with(f"{space}[{f',{NO_BREAK}'.join(mark.get_text(' ').split())}]")
