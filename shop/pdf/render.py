"""Renders HTML as a PDF, tagged for screen readers. The same HTML and identifier give the same bytes.

WeasyPrint writes no time of its own; its identifier would otherwise be random. fontTools writes the time
into each font unless SOURCE_DATE_EPOCH, the usual setting for reproducible builds, names another.
"""

import hashlib
import os
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

from django.conf import settings

ROOT = "local:/"  # what HTML and style sheets write before “font/figtree.woff2”
FONTS = settings.BASE_DIR / "static" / "fonts"
STYLES = settings.BASE_DIR / "static" / "css"
# System libraries that WeasyPrint loads, by the names of Debian's packages.
LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

# Returns the bytes of the file with that name; raises LookupError for one that doesn't exist.
Place = Callable[[str], bytes]


class NoRenderer(RuntimeError):
    """A system library of WeasyPrint is missing; the message says how to install it."""


def render(
    html: str, *, sheets: Iterable[Path], places: dict[str, Place] | None = None, **options: object
) -> bytes:
    """The PDF as bytes, in PDF/UA-1: headings, reading order and alternative texts.

    `places` are folders that the HTML may load files from beside “font”; `options` are WeasyPrint's.
    """
    weasyprint = _weasyprint()
    fetcher = fetcher_of(weasyprint, {"font": _font} | (places or {}))
    fonts = weasyprint.text.fonts.FontConfiguration()
    styles = [
        weasyprint.CSS(string=sheet.read_text(), base_url=ROOT, font_config=fonts, url_fetcher=fetcher)
        for sheet in sheets
    ]
    document = weasyprint.HTML(string=html, base_url=ROOT, url_fetcher=fetcher)
    identifier = hashlib.sha256(html.encode()).digest()[:16]
    named = {"font_config": fonts, "pdf_variant": "pdf/ua-1", "pdf_identifier": identifier} | options
    made: bytes = document.write_pdf(stylesheets=styles, **named)
    return made


def missing_library() -> str:
    """How to install the missing library; empty if none is missing."""
    try:
        _weasyprint()
    except NoRenderer as error:
        return str(error)
    return ""


def _weasyprint() -> ModuleType:
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    try:
        import weasyprint
        import weasyprint.text.fonts
    except OSError as error:  # a library that the Python package loads is missing
        raise NoRenderer(f"{error}. Debian and Ubuntu: sudo apt-get install {LIBRARIES}") from error
    return weasyprint


def fetcher_of(weasyprint: Any, places: dict[str, Place]) -> Any:
    """A URL fetcher for these places that refuses everything else, including the network."""

    class OurFiles(weasyprint.urls.URLFetcher):
        def fetch(self, url: str, headers: object = None) -> Any:
            _, _, path = url.partition(ROOT)
            kind, _, name = path.lstrip("/").partition("/")
            if kind not in places:
                raise ValueError(f"not one of our files: {url}")
            return weasyprint.urls.URLFetcherResponse(url, BytesIO(places[kind](name)))

    return OurFiles()


def _font(name: str) -> bytes:
    found = {path.name: path for path in FONTS.glob("*.woff2")}
    return found[name].read_bytes()
