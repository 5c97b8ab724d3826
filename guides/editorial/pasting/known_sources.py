"""Finds the source of the library that a footnote names."""

import re

from guides.editorial.pasting.footnotes import KnownSource
from guides.models import Source

WORD = re.compile(r"[^\W_]+")
ADDRESS = re.compile(r"https?://\S+|(?:doi:?\s*)?10\.\d{4,9}/\S+", re.IGNORECASE)
SHORTEST_TITLE = 3  # words; fewer stand in any sentence
FURTHER = 6  # words beside the citation, such as “see” or “London”; more would be lost


def find_source(note: str) -> KnownSource | None:
    """The source whose DOI, address or title the note has, if the note says hardly anything else."""
    found = [one for one in Source.objects.all() if _is_named(one, note) and not _says_more(one, note)]
    return KnownSource(found[0].pk, str(found[0])) if len(found) == 1 else None


def _is_named(source: Source, note: str) -> bool:
    plain = note.casefold()
    if any(key and key.casefold() in plain for key in (source.doi, source.url)):
        return True
    title = _words(source.title)
    return len(title) >= SHORTEST_TITLE and f" {' '.join(title)} " in f" {' '.join(_words(note))} "


def _says_more(source: Source, note: str) -> bool:
    known = set(_words(f"{source} {source.published_in}"))
    without = ADDRESS.sub(" ", note)
    further = [word for word in _words(without) if word not in known and not word.isdecimal()]
    return len(further) > FURTHER


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]
