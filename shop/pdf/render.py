"""Renders HTML as a PDF, tagged for screen readers. The same HTML gives the same bytes.

WeasyPrint runs in a process of its own that ends afterwards: loaded, it takes a hundred megabytes, which
a worker would never give back.
"""

import base64
import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from shop.pdf.child import ROOT

STYLES = settings.BASE_DIR / "static" / "css"
COMMAND = (sys.executable, "-m", "shop.pdf.child")
SECONDS = 60  # for the start and the first page; each further page has as much again
# What the process needs of our environment. None of the shop's settings, so no secret.
PASSED_ON = re.compile(
    r"PATH|HOME|LANG|LC_\w+|TMPDIR|XDG_\w+|FONTCONFIG_\w+|LD_\w+|DYLD_\w+|MALLOC_\w+|PYTHON\w+"
)
log = logging.getLogger(__name__)

# Returns the bytes of the file with that name; raises LookupError for one that doesn't exist.
Place = Callable[[str], bytes]


class PdfError(RuntimeError):
    """There is no PDF; the message says why."""


class NoRenderer(PdfError):
    """A system library of WeasyPrint is missing; the message says how to install it."""


class RenderFailed(PdfError):
    """A page couldn't be drawn, or the process ended before its time."""


class TooSlow(PdfError):
    """The process was stopped at its time limit."""


@dataclass(frozen=True)
class Page:
    """One PDF to make. `places` are folders that the HTML may load files from beside “font”.

    `options` are WeasyPrint's.
    """

    html: str
    sheets: Sequence[Path]
    places: Mapping[str, Place] = field(default_factory=dict)
    options: Mapping[str, object] = field(default_factory=dict)


def render(
    html: str, *, sheets: Sequence[Path], places: Mapping[str, Place] | None = None, **options: object
) -> bytes:
    """The PDF as bytes, in PDF/UA-1: headings, reading order and alternative texts. Raises PdfError."""
    return next(render_all([Page(html, sheets, places or {}, options)]))


def render_all(pages: Sequence[Page]) -> Iterator[bytes]:
    """The PDF of each page, in their sequence, by one process: a start takes a second, a page a quarter.

    Raises PdfError at the first that fails; those before it have been given out.
    """
    done = _run(b"".join(map(_order, pages)), seconds=SECONDS * max(1, len(pages)))
    lines = _answers(done)
    for _ in pages:
        yield _pdf(next(lines, b""), done.returncode)


def _pdf(line: bytes, returncode: int) -> bytes:
    if not line:
        raise RenderFailed(f"The process that makes PDFs ended with {returncode}")
    answer = json.loads(line)
    if "error" in answer:
        raise RenderFailed(answer["error"])
    return base64.b64decode(answer["pdf"])


def missing_library() -> str:
    """How to install the missing library; empty if none is missing."""
    try:
        _answers(_run(b"", seconds=SECONDS))
    except NoRenderer as error:
        return str(error)
    return ""


def _run(orders: bytes, *, seconds: float) -> subprocess.CompletedProcess[bytes]:
    """Let the process draw; what its libraries complain about goes to our log. Raises TooSlow."""
    try:
        done = subprocess.run(  # noqa: S603 -- our own program; nothing of the page is among its arguments
            COMMAND,
            input=orders,
            capture_output=True,
            timeout=seconds,
            check=False,
            cwd=settings.BASE_DIR,
            env=_environment(),
        )
    except subprocess.TimeoutExpired:
        raise TooSlow(f"The PDF wasn’t ready after {seconds:.0f} seconds") from None
    said = done.stderr.decode(errors="replace").strip()
    if said:
        log.warning("%s", said)
    return done


def _answers(done: subprocess.CompletedProcess[bytes]) -> Iterator[bytes]:
    """The line of each page; raises PdfError where the process didn't come that far."""
    first, *others = done.stdout.splitlines() or [b""]
    if not first:
        raise RenderFailed(f"The process that makes PDFs ended with {done.returncode}")
    if missing := json.loads(first)["missing"]:
        raise NoRenderer(missing)
    return iter(others)


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if PASSED_ON.fullmatch(name)}


def _order(page: Page) -> bytes:
    order = {
        "html": page.html,
        "sheets": [sheet.read_text() for sheet in page.sheets],
        "files": _files(page),
        "options": page.options,
    }
    return json.dumps(order).encode() + b"\n"


def _files(page: Page) -> dict[str, str]:
    """What the HTML names in our places, in base64; what doesn't exist is left out, as a browser would."""
    found = {}
    for kind, name in sorted(set(re.findall(rf"{ROOT}(\w+)/([\w.-]+)", page.html))):
        if kind in page.places and (content := _content(page.places[kind], name)) is not None:
            found[f"{kind}/{name}"] = base64.b64encode(content).decode()
    return found


def _content(place: Place, name: str) -> bytes | None:
    try:
        return place(name)
    except LookupError:
        return None
