"""Finds the titles of cited works in a text. Pure.

“Massage therapy for preterm infants” is what a study is called, and no claim of ours: another wording would
falsify the citation. Beside a product it may imply a claim all the same, so a person decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from guides.claims.engine.citations import MARK, cited_links, normal_span
from guides.claims.engine.matches import PassageReading, Span
from guides.claims.engine.normalise import normalise

QUOTED = re.compile(r"\"[^\"\n]{12,300}\"|(?<!\w)'[^\n]{12,300}?'(?!\w)")
SLANTED = re.compile(r"<(em|i|cite)\b[^<>]*>(.{0,400}?)</\1\s*>", re.IGNORECASE | re.DOTALL)
NEAR = 100  # characters between a title and the citation that belongs to it
SHORTEST = 12  # characters of a title that is looked for in a text
# “Field T, Diego M. …” and “3. Field, T. (2010) …”: a line of a list of references, with its year.
AUTHORS = re.compile(
    r"(?:[\[(]?\d{1,3}[\]).]{0,2} )?[A-Z][\w'-]{1,30},? (?:[A-Z]\.?[ -]?){1,3} ?(?:[,;&(.:]|et al|and )"
)
YEAR = re.compile(r"\((?:19|20)\d\d[a-z]?\)|\b(?:19|20)\d\d[;:.,]")
LINE = 600  # characters of a line that count as a reference


@dataclass
class CitedTitles:
    """The titles in one passage. `known` are titles of the sources that the page names."""

    read: PassageReading
    known: tuple[str, ...]

    def hold(self, start: int, end: int) -> bool:
        """Whether the words at a position belong to the title of a cited work."""
        return self.on_record(start, end) or _within(self._found, start, end)

    def on_record(self, start: int, end: int) -> bool:
        """Whether the title is that of a source in our list, rather than only looking like one."""
        return self.read.passage.is_title or _within(self._known, start, end)

    @cached_property
    def _known(self) -> list[Span]:
        text = self.read.normal.text.lower()
        titles = (normalise(title).text.lower() for title in self.known)
        return [
            found.span()
            for title in titles
            if len(title) >= SHORTEST
            for found in re.finditer(re.escape(title), text)
        ]

    @cached_property
    def _found(self) -> list[Span]:
        return [*self._links, *self._quoted(), *self._references()]

    @cached_property
    def _links(self) -> list[Span]:
        passage = self.read.passage
        return list(cited_links(passage.text, self.read.normal)) if passage.is_html else []

    def _quoted(self) -> Iterator[Span]:
        """Quoted or slanted words of some length beside a citation."""
        passage, normal = self.read.passage, self.read.normal
        spans = [found.span() for found in QUOTED.finditer(normal.text)]
        if passage.is_html:
            spans += [normal_span(normal, *found.span(2)) for found in SLANTED.finditer(passage.text)]
        for start, end in spans:
            if normal.text.count(" ", start, end) >= 2 and self._is_beside_citation(start, end):
                yield start, end

    def _is_beside_citation(self, start: int, end: int) -> bool:
        text = self.read.normal.text
        begin = max(text.rfind("\n", 0, start) + 1, start - NEAR)
        last = min((text + "\n").find("\n", end), end + NEAR)
        if MARK.search(text, begin, start) or MARK.search(text, end, last):
            return True
        return any(begin < link_end and link_start < last for link_start, link_end in self._links)

    def _references(self) -> Iterator[Span]:
        """Whole lines of a list of references."""
        at = 0
        for line in self.read.normal.text.split("\n"):
            if AUTHORS.match(line) and YEAR.search(line, 0, LINE):
                yield at, at + min(len(line), LINE)
            at += len(line) + 1


def _within(spans: list[Span], start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in spans)
