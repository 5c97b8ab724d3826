"""Cuts a normalised text into sentences, and says which line heads a list. Pure."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=[^\s\"')])[^.!?\n]+)*[.!?]*", re.ASCII)
LONGEST = 1000  # characters: a text without full stops is judged in stretches of this length
LONGEST_HEAD = 120


@dataclass(frozen=True)
class Sentence:
    """A sentence, where it stands in its text, and what heads the list it is in (“Don't use it on:”)."""

    text: str
    start: int
    end: int
    head: str = ""


class Sentences:
    """The sentences of one text, found by position."""

    def __init__(self, text: str, head: str = "") -> None:
        self.all = list(_headed(text, head)) or [Sentence(text, 0, len(text))]
        self._starts = [sentence.start for sentence in self.all]

    def index(self, position: int) -> int:
        """The number of the sentence that holds a position."""
        return max(0, bisect_right(self._starts, position) - 1)


def _headed(text: str, head: str) -> Iterator[Sentence]:
    """Each sentence with what heads it: a line that ends in a colon heads the short lines below it."""
    current = head
    for match in SENTENCE.finditer(text):
        words = match[0].strip()
        ends_line = match.end() >= len(text) or text[match.end()] == "\n"
        if _begins_line(text, match.start()) and words[:1].isupper() and words.endswith("."):
            current = head  # a sentence of its own ends the list
        for start, end in _stretches(text, match.start(), match.end()):
            yield Sentence(text[start:end], start, end, current)
        if ends_line and words.endswith(":") and len(words) <= LONGEST_HEAD:
            current = words


def _begins_line(text: str, position: int) -> bool:
    return position == 0 or text[position - 1] == "\n"


def _ends_line(text: str, position: int) -> bool:
    return position >= len(text) or text[position] == "\n"


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The whole, or pieces of at most LONGEST characters that end between words where they can."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut + 1 if cut > 0 else start + LONGEST
        yield start, cut
        start = cut
    yield start, end
