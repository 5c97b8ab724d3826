"""Finds citations in a text: reference marks, years in brackets, DOIs, links to studies. Pure."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from guides.claims.engine.normalise import Normal

MARK = re.compile(
    r"\[\d{1,3}\]|\([A-Z][\w'-]{1,40}(?: (?:et al\.?|and|&)[^)]{0,40})?,? (?:19|20)\d\d\)"
    r"|\bdoi\b|\b10\.\d{4,9}/\S",
    re.ASCII,
)
SOURCE = re.compile(r"doi\.org|pubmed|ncbi\.nlm|cochrane|nice\.org\.uk|\.ac\.uk|nhs\.uk", re.IGNORECASE)
# Bounded, so that unclosed tags don't make the search slow.
LINK = re.compile(r"<a\b([^<>]*)>(.{0,400}?)</a\s*>", re.IGNORECASE | re.DOTALL)
NOTE = re.compile(r"\blinktype=\"source\"", re.IGNORECASE)
Span = tuple[int, int]


def links_to_source(html: str) -> bool:
    """Whether a study or an official page is named inside a link's tag."""
    opened = ((found, html.rfind("<", 0, found.start())) for found in SOURCE.finditer(html))
    return any(
        start >= 0 and html[start : start + 2].lower() == "<a" and ">" not in html[start : found.start()]
        for found, start in opened
    )


def cited_links(html: str, normal: Normal) -> Iterator[Span]:
    """The words of links that name a source, as positions in the normalised text."""
    for link in LINK.finditer(html):
        if NOTE.search(link[1]) or SOURCE.search(link[1]):
            yield normal_span(normal, *link.span(2))


def normal_span(normal: Normal, start: int, end: int) -> Span:
    """The position in the normalised text of a span of the original."""
    return bisect_left(normal.starts, start), bisect_left(normal.starts, end)
