"""The PDF of a document: made from its snapshot once, stored, and the same bytes ever since."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched

from django.db import IntegrityError, transaction
from django.template.loader import render_to_string

from shop.documents.models import Document, DocumentFile
from shop.documents.page import page_context
from shop.pdf.render import STYLES, Page, render_all

SHEET = STYLES / "document-pdf.css"
BATCH = 25  # documents of one process: what a fault or the time limit can lose


class DamagedFile(Exception):
    """The stored bytes aren't those that were made: somebody changed the database."""


def pdf_of(document: Document) -> bytes:
    """The PDF; the first call makes it. Raises DamagedFile."""
    file = DocumentFile.objects.filter(document=document).first() or next(_make([document]))
    content = bytes(file.content)
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise DamagedFile(document.number)
    return content


def make_these(documents: Iterable[Document]) -> int:
    """Make the PDFs of those that have none yet; returns how many."""
    waiting = [
        document for document in documents if not DocumentFile.objects.filter(document=document).exists()
    ]
    return sum(1 for batch in batched(waiting, BATCH) for _ in _make(batch))


def _make(documents: Sequence[Document]) -> Iterator[DocumentFile]:
    for document, content in zip(documents, render_all(list(map(_page, documents))), strict=True):
        yield _store(document, content)


def _page(document: Document) -> Page:
    return Page(render_to_string("documents/pdf/document.html", page_context(document)), sheets=[SHEET])


def _store(document: Document, content: bytes) -> DocumentFile:
    """Two first downloads at once make it twice; the first one stored counts."""
    digest = hashlib.sha256(content).hexdigest()
    try:
        with transaction.atomic():
            return DocumentFile.objects.create(document=document, content=content, sha256=digest)
    except IntegrityError:
        return DocumentFile.objects.get(document=document)


def make_files(*, most: int) -> int:
    """Make the PDFs that nobody has asked for yet, the oldest first; returns how many."""
    return make_these(Document.objects.filter(file=None).order_by("pk")[:most])
