"""Splits a normalised text into sentences, with the heading of the list they are in. Pure."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=[^\s\"')])[^.!?\n]+)*[.!?]*", re.ASCII)
MAX_LENGTH = 1000  # characters: a text without full stops is split at this length
MAX_HEAD_LENGTH = 120


@dataclass(frozen=True)
class Sentence:
    """A sentence with its position, and the heading of its list (“Don't use it on:”)."""

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
        """The index of the sentence at a position."""
        return max(0, bisect_right(self._starts, position) - 1)


def _headed(text: str, head: str) -> Iterator[Sentence]:
    """Sentences with their headings: a line that ends in a colon is the heading of the lines below it."""
    current = head
    for match in SENTENCE.finditer(text):
        words = match[0].strip()
        ends_line = match.end() >= len(text) or text[match.end()] == "\n"
        if _begins_line(text, match.start()) and words[:1].isupper() and words.endswith("."):
            current = head  # a complete sentence ends the list
        for start, end in _parts(text, match.start(), match.end()):
            yield Sentence(text[start:end], start, end, current)
        if ends_line and words.endswith(":") and len(words) <= MAX_HEAD_LENGTH:
            current = words


def _begins_line(text: str, position: int) -> bool:
    return position == 0 or text[position - 1] == "\n"


def _ends_line(text: str, position: int) -> bool:
    return position >= len(text) or text[position] == "\n"


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence, or parts of at most MAX_LENGTH characters, split between words if possible."""
    while end - start > MAX_LENGTH:
        cut = text.rfind(" ", start + MAX_LENGTH // 2, start + MAX_LENGTH)
        cut = cut + 1 if cut > 0 else start + MAX_LENGTH
        yield start, cut
        start = cut
    yield start, end
