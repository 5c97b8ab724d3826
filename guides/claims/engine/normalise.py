"""Normalises a text to what a reader sees, with the position of each character in the original. Pure.

Claims must be found however they were typed or pasted: with non-breaking spaces, soft hyphens, curly quotes,
letters that only look Latin, entities, or a tag inside a word.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from guides.claims.engine.html_tags import tags

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
PLAIN = re.compile(r"[A-Za-z0-9.,:;!?()'\"%/+=£-]+")
READ_ALOUD = re.compile(r"\b(?:alt|title|aria-label)\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
NAME = re.compile(r"</?\s*([a-zA-Z][a-zA-Z0-9-]*)")
# Any other tag ends a paragraph: a phrase never continues in the next block.
BLANK_LINE = re.compile(r"(?:\r?\n|\r)[ \t]*(?:\r?\n|\r)\s*")
# Each line of a list field is a separate item; a line that begins in lower case continues the last one.
NEW_POINT = re.compile(r"[ \t]*(?:\r?\n|\r)[ \t]*(?=[A-Z0-9•*-])")
WRAPPED = 70  # characters of a line that may have been broken by hand
UNSEEN = {"Cf", "Cc", "Mn", "Me"}  # joiners, soft hyphens, accents, control characters
INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd"),
        *("mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
PARAGRAPH = "\n"
QUOTES = dict.fromkeys("‘’‚‛′‵´`ʼ＇", "'") | dict.fromkeys("“”„‟″«»＂", '"')
HYPHENS = dict.fromkeys("‐‑‒–—―−⁃﹘﹣－", "-")
# Letters of other scripts that look like Latin letters.
LOOKALIKES = dict(zip("аеорсухіјѕԁԛԝАВЕКМНОРСТУХІЈЅ", "aeopcyxijsdqwABEKMHOPCTYXIJS", strict=True)) | dict(
    zip("οανικΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oavikABEZHIKMNOPTYX", strict=True)
)
FOLDED = {**QUOTES, **HYPHENS, **LOOKALIKES, "_": " "}


@dataclass(frozen=True)
class Normal:
    """A normalised text; character n was at `starts[n]` to `ends[n]` in the original."""

    text: str
    starts: list[int]
    ends: list[int]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The position in the original of a span of the normalised text."""
        if start >= end:
            return (0, 0)
        return self.starts[start], self.ends[end - 1]


Mapped = tuple[str, int, int]  # characters, and their position in the original


def normalise(original: str, *, is_html: bool = False) -> Normal:
    """The text as a reader sees it: single spaces between words, one line for each paragraph."""
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    space: Mapped | None = None  # white space is only added before a further word
    tokens = _html_tokens(original) if is_html else _plain_tokens(original, 0, len(original))
    for chars, start, end in tokens:
        if chars in {" ", PARAGRAPH}:
            if space is None or chars == PARAGRAPH:
                space = (chars, start, end)
            continue
        if space and text:
            text.append(space[0])
            starts.append(space[1])
            ends.append(space[2])
        space = None
        text.append(chars)
        if len(chars) == 1:
            starts.append(start)
            ends.append(end)
        else:  # a run of unchanged characters
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
    return Normal("".join(text), starts, ends)


def _html_tokens(original: str) -> Iterator[Mapped]:
    at = 0
    for start, end in tags(original):
        yield from _entity_tokens(original, at, start)
        yield from _tag_tokens(original, start, end)
        at = end
    yield from _entity_tokens(original, at, len(original))


def _tag_tokens(original: str, start: int, end: int) -> Iterator[Mapped]:
    """Attributes that are read aloud (alt, title) as separate lines; a break for block-level tags."""
    tag = original[start:end]
    name = NAME.match(tag)
    if name and name[1].lower() == "br":
        yield _after_break(original, end), start, end
    elif name and name[1].lower() not in INLINE:
        yield PARAGRAPH, start, end
    for attribute in READ_ALOUD.finditer(tag):
        yield PARAGRAPH, start, end
        yield from _entity_tokens(original, start + attribute.start(1) + 1, start + attribute.end(1) - 1)
        yield PARAGRAPH, start, end


def _after_break(original: str, end: int) -> str:
    """A new line if the text after the break begins with a capital, otherwise a space."""
    return PARAGRAPH if original[end : end + 10].lstrip()[:1].isupper() else " "


def _entity_tokens(original: str, start: int, end: int) -> Iterator[Mapped]:
    at = start
    for entity in ENTITY.finditer(original, start, end):
        meant = html.unescape(entity[0])
        if meant == entity[0]:
            continue
        yield from _plain_tokens(original, at, entity.start(), in_html=True)
        yield from ((chars, entity.start(), entity.end()) for char in meant for chars in _folded(char))
        at = entity.end()
    yield from _plain_tokens(original, at, end, in_html=True)


def _plain_tokens(original: str, start: int, end: int, *, in_html: bool = False) -> Iterator[Mapped]:
    """Runs of ordinary characters unchanged, other characters folded."""
    at = start
    while at < end:
        if run := PLAIN.match(original, at, end):
            yield run[0], at, run.end()
            at = run.end()
        elif not in_html and (blank := _line_break(original, at, end)):
            yield PARAGRAPH, at, blank.end()
            at = blank.end()
        else:
            for char in _folded(original[at]):
                yield char, at, at + 1
            at += 1


def _line_break(original: str, at: int, end: int) -> re.Match[str] | None:
    if blank := BLANK_LINE.match(original, at, end):
        return blank
    new = NEW_POINT.match(original, at, end)
    return None if new and _is_wrapped(original, at) else new


def _is_wrapped(original: str, at: int) -> bool:
    """Whether a long line without a full stop continues in the next."""
    begin = max(original.rfind(sign, 0, at) for sign in "\r\n") + 1
    return at - begin >= WRAPPED and original[at - 1] not in ".!?:;"


def _folded(char: str) -> Iterator[str]:
    """The plain Latin form of a character without accents; nothing for invisible characters."""
    raised = unicodedata.decomposition(char).startswith(("<super>", "<sub>"))
    # Superscripts and subscripts (™, ², ₁) aren't part of the word.
    if char.isspace() or raised or FOLDED.get(char) == " ":
        yield " "
    else:
        for part in unicodedata.normalize("NFKD", FOLDED.get(char, char)):
            if unicodedata.category(part) not in UNSEEN:
                yield " " if part.isspace() else FOLDED.get(part, part)


def readable(original: str, *, is_html: bool) -> str:
    """A part of the original as plain text on one line."""
    if is_html:
        original = html.unescape("".join(_untagged(original)))
    return re.sub(r"\s+", " ", original)


def _untagged(original: str) -> Iterator[str]:
    """Remove inline tags, and replace block-level tags by a space."""
    at = 0
    for start, end in tags(original):
        yield original[at:start]
        name = NAME.match(original[start:end])
        yield " " if name and name[1].lower() not in INLINE else ""
        at = end
    yield original[at:]
