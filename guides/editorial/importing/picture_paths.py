"""Finds the picture in a zip that an article names by an address or by a path. Pure."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

SCALED = re.compile(r"-\d{2,4}x\d{2,4}(?=\.\w+$)|-scaled(?=\.\w+$)")  # WordPress's smaller copies


def found_path(wanted: str, *, folder: str, paths: Iterable[str]) -> str:
    """The path whose end agrees with most of the address; empty if no file has that name."""
    address = _path(wanted)
    known = list(paths)
    beside = normpath(f"{folder}/{address}")
    if beside in known:
        return beside
    for tried in dict.fromkeys((address, SCALED.sub("", address))):
        if found := _longest_end(PurePosixPath(tried).parts, known):
            return found
    return ""


def _path(wanted: str) -> str:
    try:
        return unquote(urlsplit(wanted).path).lstrip("/")
    except ValueError:
        return ""


def _longest_end(parts: tuple[str, ...], known: list[str]) -> str:
    """Of several files with the same name only one that agrees in its folder, too."""
    for start in range(len(parts)):
        end = "/".join(parts[start:])
        found = [path for path in known if path == end or path.endswith(f"/{end}")]
        if len(found) == 1:
            return found[0]
    return ""
