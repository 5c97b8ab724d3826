"""Finds the tags and comments of HTML. Pure, and takes linear time for any markup.

A single regular expression would search the whole text for the end of each unclosed tag: twenty kilobytes of
“<a ” took more than a second.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

OPENING = re.compile(r"<(?:!--|[/!]?[a-zA-Z])")
SIGN = re.compile(r"[>\"']")
Span = tuple[int, int]


def tags(text: str) -> Iterator[Span]:
    """Start and end of each tag and comment. A quoted “>” doesn't end a tag; unclosed tags are text."""
    scan = _Scan(text)
    at = 0
    for opening in OPENING.finditer(text):
        if opening.start() < at:
            continue
        end = scan.comment_end(opening.end()) if opening[0] == "<!--" else None
        end = end or scan.tag_end(opening.end())
        if end:
            yield opening.start(), end
            at = end


class _Scan:
    """Finds the ends of tags, and remembers positions without an end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.signs = [sign.start() for sign in SIGN.finditer(text)]
        self.last_comment = text.rfind("-->")
        self.dead: set[int] = set()  # signs from which no tag ends
        self.closings = self._closings()

    def _closings(self) -> list[int]:
        """For each sign the index of the next equal sign; the number of signs if there is none."""
        found = [len(self.signs)] * len(self.signs)
        latest: dict[str, int] = {}
        for index in range(len(self.signs) - 1, -1, -1):
            sign = self.text[self.signs[index]]
            found[index] = latest.get(sign, len(self.signs))
            latest[sign] = index
        return found

    def comment_end(self, position: int) -> int | None:
        if position > self.last_comment:
            return None
        return self.text.index("-->", position) + 3

    def tag_end(self, position: int) -> int | None:
        """The end of a tag whose name begins here."""
        passed: list[int] = []
        index = bisect_left(self.signs, position)
        while index < len(self.signs) and index not in self.dead:
            passed.append(index)
            sign = self.text[self.signs[index]]
            if sign == ">":
                return self.signs[index] + 1
            index = self.closings[index] + 1
        self.dead.update(passed)
        return None
