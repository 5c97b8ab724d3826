"""The pictures in rich text (RTF), which is how Word puts them into the clipboard. Pure.

Its HTML only names files on the writer's own disk. Each picture stands twice: as it is, and as a Windows
drawing, which is left out here.
"""

import re
from binascii import Error, unhexlify
from itertools import islice

PICTURE = re.compile(r"\\pict(?![a-z])")
BRACE = re.compile(r"[{}]")
KIND = re.compile(r"\\(?:jpeg|png)blip(?![a-z])")
LAST_WORD = re.compile(r"[a-z]+-?\d*\s?")
MOST = 200


def pictures_in(rtf: str) -> list[bytes]:
    """JPEG and PNG pictures in their order, at most 200."""
    groups = (_own_text(rtf, found.end()) for found in islice(PICTURE.finditer(rtf), 2 * MOST))
    wanted = (text for text in groups if KIND.search(text[:2000]))
    return list(islice(filter(None, map(_bytes, wanted)), MOST))


def _own_text(rtf: str, start: int) -> str:
    """The text up to the end of the group, without the groups within it."""
    parts, depth, place = [], 0, start
    for brace in BRACE.finditer(rtf, start):
        if depth == 0:
            parts.append(rtf[place : brace.start()])
        depth += 1 if brace[0] == "{" else -1
        if depth < 0:
            break
        place = brace.end()
    return " ".join(parts)


def _bytes(text: str) -> bytes:
    """The hexadecimal digits at the end, after the last control word."""
    word, _, rest = text.rpartition("\\")
    control = LAST_WORD.match(rest) if word else None
    digits = rest[control.end() :] if control else text
    try:
        return unhexlify("".join(digits.split()))
    except (Error, ValueError):
        return b""
