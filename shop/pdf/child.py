"""`python -m shop.pdf.child`: draws the pages that its standard input names, a line of JSON each, and ends.

Standard output: first `{"missing": ""}`, or how to install the system library that is missing; then for each
page `{"pdf": base64}` or `{"error": text}`. It knows no settings, no database and no secret, and it loads
nothing but the fonts and what came with the page.

WeasyPrint writes no time of its own; its identifier would otherwise be random. fontTools writes the time
into each font unless SOURCE_DATE_EPOCH, the usual setting for reproducible builds, names another.
"""

import base64
import hashlib
import json
import logging
import os
import sys
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO

ROOT = "local:/"  # what HTML and style sheets write before “font/figtree.woff2”
FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"
# System libraries that WeasyPrint loads, by the names of Debian's packages.
LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
log = logging.getLogger("shop.pdf.child")


def main(source: BinaryIO, target: BinaryIO) -> None:
    try:
        weasyprint = loaded()
    except OSError as error:  # a library that the Python package loads is missing
        _say(target, {"missing": f"{error}. Debian and Ubuntu: sudo apt-get install {LIBRARIES}"})
        return
    _say(target, {"missing": ""})
    for line in source:
        _say(target, answer(weasyprint, json.loads(line)))


def loaded() -> ModuleType:
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    import weasyprint
    import weasyprint.text.fonts

    return weasyprint


def answer(weasyprint: ModuleType, page: Mapping[str, Any]) -> dict[str, str]:
    """One page that can't be drawn doesn't take those after it along."""
    try:
        return {"pdf": base64.b64encode(draw(weasyprint, page)).decode()}
    except Exception as error:
        log.exception("A page can't be drawn")
        return {"error": f"{type(error).__name__}: {error}"}


def draw(weasyprint: ModuleType, page: Mapping[str, Any]) -> bytes:
    """The PDF of a page: `html`, `sheets` as texts, `files` in base64 by name, `options` of WeasyPrint."""
    html = page["html"]
    fetcher = fetcher_of(weasyprint, page["files"])
    fonts = weasyprint.text.fonts.FontConfiguration()
    styles = [
        weasyprint.CSS(string=sheet, base_url=ROOT, font_config=fonts, url_fetcher=fetcher)
        for sheet in page["sheets"]
    ]
    document = weasyprint.HTML(string=html, base_url=ROOT, url_fetcher=fetcher)
    identifier = hashlib.sha256(html.encode()).digest()[:16]
    named = {"font_config": fonts, "pdf_variant": "pdf/ua-1", "pdf_identifier": identifier}
    made: bytes = document.write_pdf(stylesheets=styles, **(named | page["options"]))
    return made


def fetcher_of(weasyprint: Any, files: Mapping[str, str]) -> Any:
    """A URL fetcher for the fonts and these files that refuses everything else, including the network."""

    class OurFiles(weasyprint.urls.URLFetcher):
        def fetch(self, url: str, headers: object = None) -> object:
            _, _, path = url.partition(ROOT)
            content = _content(path.lstrip("/"), files)
            if content is None:
                raise ValueError(f"not one of our files: {url}")
            return weasyprint.urls.URLFetcherResponse(url, BytesIO(content))

    return OurFiles()


def _content(path: str, files: Mapping[str, str]) -> bytes | None:
    if path in files:
        return base64.b64decode(files[path])
    font = {f"font/{file.name}": file for file in FONTS.glob("*.woff2")}.get(path)
    return font.read_bytes() if font else None


def _say(target: BinaryIO, words: dict[str, str]) -> None:
    target.write(json.dumps(words).encode() + b"\n")
    target.flush()


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints must not stand among the answers
    main(sys.stdin.buffer, answers)
