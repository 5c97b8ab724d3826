"""Pictures of a pasted document come from its own bytes or chosen files, never from another site. Pure."""

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Mapping
from urllib.parse import unquote, unquote_to_bytes

from bs4 import BeautifulSoup, Tag

DATA = re.compile(r"data:image/([a-z0-9.+-]+)((?:;[\w.=+-]+)*),(.*)", re.IGNORECASE | re.DOTALL)
MOST = 60


class Found:
    """The bytes of pictures by the names that the text now has for them."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.left_over: list[str] = []

    def keep(self, tag: Tag, name: str, content: bytes) -> None:
        """Store a picture's bytes and name it in the text."""
        place = f"pasted-{len(self.files) + 1}-{name}"
        self.files[place] = content
        tag["src"] = place


def fill(soup: BeautifulSoup, *, rtf: list[bytes], files: Mapping[str, bytes]) -> Found:
    """Give each picture its bytes: those in its address, those in the RTF, or a chosen file.

    Files are found by their names; what is left over fills the remaining places in order.
    """
    found, left = Found(), dict(files)
    waiting = [tag for tag in _pictures(soup) if not _from_address(tag, found)]
    if len(rtf) == len(waiting):
        for number, (tag, content) in enumerate(zip(waiting, rtf, strict=True), 1):
            found.keep(tag, f"picture-{number}{_ending(content)}", content)
        waiting = []
    waiting = [tag for tag in waiting if not _from_files(tag, left, found)]
    for tag in waiting:
        if left:
            name = next(iter(left))
            found.keep(tag, name, left.pop(name))
    _append(soup, left, found)
    return found


def _pictures(soup: BeautifulSoup) -> list[Tag]:
    """All pictures but the boxes of Google's checklists."""
    found = soup.find_all("img")
    boxes = [tag for tag in found if tag.get("role") == "checkbox" or tag.get("aria-roledescription")]
    for tag in boxes:
        tag.decompose()
    return [tag for tag in found if not tag.decomposed]


def _from_address(tag: Tag, found: Found) -> bool:
    data = DATA.match(str(tag.get("src") or "").strip())
    if not data:
        return False
    kind = data[1].lower().replace("jpeg", "jpg").partition("+")[0]
    found.keep(tag, f"picture.{kind}", _decoded(data[2], data[3]))
    return True


def _decoded(options: str, text: str) -> bytes:
    if ";base64" not in options.lower():
        return unquote_to_bytes(text)
    try:
        return b64decode("".join(unquote(text).split()))
    except (Error, ValueError):
        return b""


def _from_files(tag: Tag, left: dict[str, bytes], found: Found) -> bool:
    """Whether a chosen file has the picture's name."""
    name = unquote(str(tag.get("src") or "")).replace("\\", "/").rsplit("/", 1)[-1]
    if name not in left:
        return False
    found.keep(tag, name, left.pop(name))
    return True


def _append(soup: BeautifulSoup, left: dict[str, bytes], found: Found) -> None:
    """Chosen files without a place in the text stand at its end."""
    for name, content in left.items():
        tag = soup.new_tag("img")
        found.keep(tag, name, content)
        found.left_over.append(name)
        (soup.body or soup).append(tag)


def _ending(content: bytes) -> str:
    return ".png" if content.startswith(b"\x89PNG") else ".jpg"
