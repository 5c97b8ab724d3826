"""A guide on paper: its own text and pictures without forms, as a PDF."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from django.template.loader import render_to_string

from guides.models import GuidePage
from guides.newsletter.absolute_links import absolute_links
from guides.page.context import build_context
from guides.page.source_notes import plain
from shop.mail.compose import identity
from shop.pdf.render import STYLES
from shop.pdf.render import render as render_pdf

VARIABLE = re.compile(rb"var\(--[a-z-]{1,30},\s?(#[0-9a-f]{3,8})\)")
SHEET = STYLES / "free-guide-pdf.css"
# Forms, links and players.
ON_SCREEN = {"product", "comparison", "sign_up", "video", "podcast", "button", "download"}


def render(page: GuidePage, **options: object) -> bytes:
    """The PDF of a guide, of a draft as well; `options` are WeasyPrint's. Raises shop.pdf.render.PdfError."""
    html, files = paper(page)
    return render_pdf(html, sheets=[SHEET], places={"file": _reader(files)}, **options)


def paper(page: GuidePage) -> tuple[str, dict[str, str]]:
    """Its HTML, and where the pictures that it names are."""
    shown = build_context(page=page, is_preview=True)
    blocks = [block for block in shown.blocks if block.block_type not in ON_SCREEN]
    context = vars(shown) | identity() | {"page": page, "blocks": blocks, "guide_context": shown}
    html, files = _with_local_files(render_to_string("guides/pdf.html", context))
    return absolute_links(html), files


def _with_local_files(html: str) -> tuple[str, dict[str, str]]:
    """The HTML with pictures as files of ours, and their addresses by name; scripts and forms are gone."""
    tree = BeautifulSoup(html, "html.parser")
    plain(tree)
    for element in tree.find_all(["source", "form", "script", "button"]):
        element.decompose()
    files: dict[str, str] = {}
    for picture in tree.find_all("img"):
        name = f"{len(files)}{PurePosixPath(urlsplit(str(picture['src'])).path).suffix}"
        files[name] = str(picture["src"])
        _point_to(picture, name)
    return str(tree), files


def _point_to(picture: Tag, name: str) -> None:
    for attribute in ("srcset", "sizes", "style", "loading"):
        del picture[attribute]
    picture["src"] = f"local:/file/{name}"


def _reader(files: dict[str, str]) -> Callable[[str], bytes]:
    def read(name: str) -> bytes:
        path = unquote(urlsplit(files[name]).path)
        return _static(path) if path.startswith(settings.STATIC_URL) else _uploaded(path)

    return read


def _static(path: str) -> bytes:
    found = finders.find(path.removeprefix(settings.STATIC_URL))
    if not found:
        raise LookupError(path)
    with open(str(found), "rb") as source:
        return _with_colours(source.read()) if path.endswith(".svg") else source.read()


def _with_colours(svg: bytes) -> bytes:
    """A drawing's own colours in place of the page's: on paper `var(--skin, #f6e7d8)` would be black."""
    return VARIABLE.sub(rb"\1", svg)


def _uploaded(path: str) -> bytes:
    name = path.removeprefix(urlsplit(settings.MEDIA_URL).path)
    if not default_storage.exists(name):
        raise LookupError(name)
    with default_storage.open(name) as source:
        data: bytes = source.read()
    return data
