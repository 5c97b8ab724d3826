"""Uploaded files, however they were uploaded, run nothing in the browser of a person who opens them."""

from pathlib import Path
from typing import Any

import pytest
from django.http import Http404
from django.test import Client, RequestFactory
from wagtail.documents import get_document_model

from shop.web.media import media
from shop.web.uploads import DOCUMENTS
from tests.support.cast import signed_in
from tests.support.left_empty import pages_left_empty
from tests.web.conftest import PDF, a_document
from tests.web.upload_ways import Way

SCRIPT = b"<!doctype html><script>fetch('/dashboard/orders/')</script>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
ACTIVE = {
    **{f"a.{kind}": SCRIPT for kind in ("html", "htm", "HTML", "xhtml", "xht", "mht", "mhtml", "hta")},
    **{f"a.{kind}": SVG for kind in ("svg", "svgz", "xml", "xsl", "rdf")},
    **{f"a.{kind}": b"alert(1)" for kind in ("js", "mjs", "swf", "htc", "css", "wasm")},
    **{f"renamed.{kind}": SCRIPT for kind in (*DOCUMENTS, "png", "jpg", "gif", "avif", "webp")},
    "polyglot.pdf": PDF + SCRIPT,
    "polyglot.gif": b"GIF89a/*" + SCRIPT,
    "two.pdf.html": PDF + SCRIPT,
    "none": SCRIPT,
}
Document = get_document_model()
ADD = Way("/office/documents/add/", (("title", "A leaflet"), ("collection", "1"), ("tags", "")), ("file",))


def is_harmless(answer: Any) -> bool:
    """As a browser reads it: no guessing, no scripts, and a page at most as bytes to save."""
    headers = answer.headers
    if headers.get("X-Content-Type-Options") != "nosniff":
        return False
    shown = ("image/avif", "image/gif", "image/jpeg", "image/png", "image/webp", "application/pdf")
    is_kept = headers.get("Content-Disposition", "").startswith("attachment")
    return "sandbox" in headers["Content-Security-Policy"] and (is_kept or headers["Content-Type"] in shown)


def served(root: Path) -> dict[str, Any]:
    """Each stored file as the media server answers for it; what it refuses is left out."""
    found = {}
    for file in root.rglob("*"):
        name = file.relative_to(root).as_posix()
        try:
            found[name] = media(RequestFactory().get("/"), name) if file.is_file() else None
        except Http404:
            continue
    return {name: answer for name, answer in found.items() if answer}


@pytest.mark.long
def test_nothing_active_that_is_uploaded_runs(owner: Client, ways: list[Way], tmp_path: Path) -> None:
    assert {"/office/documents/add/", "/office/documents/multiple/add/"} <= {way.path for way in ways}
    assert any(way.path == "/office/lists/categories/new/" for way in ways)
    for way in ways:
        with pages_left_empty():
            for name, content in ACTIVE.items():
                way.send(owner, name, content)
    assert not [name for name, answer in served(tmp_path).items() if not is_harmless(answer)]
    documents = [owner.get(document.url) for document in Document.objects.all()]
    assert all(is_harmless(answer) for answer in documents)
    assert not [name for name in ACTIVE if Document.objects.filter(file__endswith=f"/{name}").exists()
                and name != "polyglot.pdf"]  # fmt: skip


@pytest.mark.parametrize("name", sorted(ACTIVE))
def test_documents_of_the_days_before_are_harmless_as_well(owner: Client, tmp_path: Path, name: str) -> None:
    answer = owner.get(a_document(name, ACTIVE[name]).url)
    assert answer.status_code == 200
    assert is_harmless(answer) and answer.headers["Content-Disposition"].startswith("attachment")
    assert served(tmp_path) == {}


def test_a_document_of_an_allowed_kind_is_accepted(owner: Client) -> None:
    ADD.send(owner, "leaflet.pdf", PDF)
    assert Document.objects.filter(file="documents/leaflet.pdf").exists()


@pytest.mark.parametrize(
    ("name", "says"),
    [("a.html", "extension “html” is not allowed"), ("renamed.pdf", "isn’t a PDF file")],
)
def test_the_form_says_why_it_refuses(owner: Client, name: str, says: str) -> None:
    assert says in ADD.send(owner, name, ACTIVE[name]).content.decode()


def test_a_writer_is_refused_as_well(writer: Any, owner: Client) -> None:
    ADD.send(signed_in(writer), "a.html", SCRIPT)
    assert not Document.objects.filter(file__contains="a.html").exists()


@pytest.mark.parametrize(
    "path", ["documents/a.html", "x/../documents/a.html", "./documents/a.html", "//documents/a.html"]
)
def test_no_path_leads_past_the_view(owner: Client, path: str) -> None:
    a_document("a.html", SCRIPT)
    with pytest.raises(Http404):
        media(RequestFactory().get("/"), path)
