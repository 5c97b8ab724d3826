"""Text as a reader sees it, with the way back to every character of the original. Pure.

A claim must be found however it was pasted: with hard spaces, soft hyphens, curly quotes, letters that
only look Latin, entities, or a tag in the middle of a word.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from guides.claims.engine.html_tags import tags

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
PLAIN = re.compile(r"[A-Za-z0-9.,:;!?()'\"%/+=£-]+")
SPOKEN = re.compile(r"\b(?:alt|title|aria-label)\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
NAME = re.compile(r"</?\s*([a-zA-Z][a-zA-Z0-9-]*)")
# Whatever tag isn't listed ends a paragraph: a phrase never runs from one block into the next.
BLANK_LINE = re.compile(r"(?:\r?\n|\r)[ \t]*(?:\r?\n|\r)\s*")
# Each line of a list field is a point of its own; one that goes on in small letters was only wrapped.
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
# Letters of other scripts that pass for Latin ones.
LOOKALIKES = dict(zip("аеорсухіјѕԁԛԝАВЕКМНОРСТУХІЈЅ", "aeopcyxijsdqwABEKMHOPCTYXIJS", strict=True)) | dict(
    zip("οανικΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oavikABEZHIKMNOPTYX", strict=True)
)
FOLDED = {**QUOTES, **HYPHENS, **LOOKALIKES, "_": " "}


@dataclass(frozen=True)
class Normal:
    """The normalised text; character n stood at `starts[n]` to `ends[n]` of the original."""

    text: str
    starts: list[int]
    ends: list[int]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the normalised text stands in the original."""
        if start >= end:
            return (0, 0)
        return self.starts[start], self.ends[end - 1]


Mapped = tuple[str, int, int]  # characters, and where they stood


def normalise(original: str, *, is_html: bool = False) -> Normal:
    """The text as a reader sees it: one space between words, one line per paragraph."""
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    waiting: Mapped | None = None  # white space is written only once something follows it
    tokens = _html_tokens(original) if is_html else _plain_tokens(original, 0, len(original))
    for chars, start, end in tokens:
        if chars in {" ", PARAGRAPH}:
            if waiting is None or chars == PARAGRAPH:
                waiting = (chars, start, end)
            continue
        if waiting and text:
            text.append(waiting[0])
            starts.append(waiting[1])
            ends.append(waiting[2])
        waiting = None
        text.append(chars)
        if len(chars) == 1:
            starts.append(start)
            ends.append(end)
        else:  # a run that stands in the original as it is
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
    """What a tag says aloud (alt, title), on a line of its own; a break where a block begins or ends."""
    tag = original[start:end]
    name = NAME.match(tag)
    if name and name[1].lower() == "br":
        yield _after_break(original, end), start, end
    elif name and name[1].lower() not in INLINE:
        yield PARAGRAPH, start, end
    for spoken in SPOKEN.finditer(tag):
        yield PARAGRAPH, start, end
        yield from _entity_tokens(original, start + spoken.start(1) + 1, start + spoken.end(1) - 1)
        yield PARAGRAPH, start, end


def _after_break(original: str, end: int) -> str:
    """A new point where a line begins with a capital, else only a space."""
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
    """Runs of ordinary characters as they are; every other character folded."""
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
    """Whether a long line that ends without a full stop goes on in the next."""
    begin = max(original.rfind(sign, 0, at) for sign in "\r\n") + 1
    return at - begin >= WRAPPED and original[at - 1] not in ".!?:;"


def _folded(char: str) -> Iterator[str]:
    """A character in its plain Latin form, without accents; nothing for what can't be seen."""
    raised = unicodedata.decomposition(char).startswith(("<super>", "<sub>"))
    # A raised or lowered mark (™, ², ₁) stands beside the word, not in it.
    if char.isspace() or raised or FOLDED.get(char) == " ":
        yield " "
    else:
        for part in unicodedata.normalize("NFKD", FOLDED.get(char, char)):
            if unicodedata.category(part) not in UNSEEN:
                yield " " if part.isspace() else FOLDED.get(part, part)


def readable(original: str, *, is_html: bool) -> str:
    """A stretch of the original for people: without tags, entities spelt out, on one line."""
    if is_html:
        original = html.unescape("".join(_untagged(original)))
    return re.sub(r"\s+", " ", original)


def _untagged(original: str) -> Iterator[str]:
    """A tag inside a word leaves nothing behind, any other a space."""
    at = 0
    for start, end in tags(original):
        yield original[at:start]
        name = NAME.match(original[start:end])
        yield " " if name and name[1].lower() not in INLINE else ""
        at = end
    yield original[at:]
